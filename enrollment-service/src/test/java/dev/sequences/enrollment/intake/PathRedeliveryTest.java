package dev.sequences.enrollment.intake;

import static dev.sequences.enrollment.Messages.activated;
import static dev.sequences.enrollment.Messages.joined;
import static dev.sequences.enrollment.Messages.lead;
import static dev.sequences.enrollment.Messages.ofLead;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sequences.contracts.crm.ActivityRecordedV1;
import dev.sequences.contracts.workitem.WorkItemCompletedV1;
import dev.sequences.enrollment.ServiceUnderTest;
import dev.sequences.enrollment.intake.activities.ActivityIntake;
import dev.sequences.enrollment.intake.definitions.DefinitionIntake;
import dev.sequences.enrollment.intake.records.RecordIntake;
import dev.sequences.enrollment.intake.segment.SegmentIntake;
import dev.sequences.enrollment.intake.worklist.WorkItemIntake;
import dev.sequences.testkit.infra.Await;
import dev.sequences.testkit.infra.ServiceResource;
import dev.sequences.testkit.spec.Delivery;
import dev.sequences.testkit.spec.EverythingTwice;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Conditions, commands, activities and exits with redelivered messages, on a real PostgreSQL. */
@QuarkusTest
@QuarkusTestResource(
        value = ServiceResource.class,
        initArgs = @ResourceArg(name = "sequences.relay.enabled", value = "false"))
class PathRedeliveryTest {

    @Inject
    ServiceUnderTest service;

    @Inject
    DefinitionIntake definitions;

    @Inject
    SegmentIntake segments;

    @Inject
    WorkItemIntake workItems;

    @Inject
    RecordIntake records;

    @Inject
    ActivityIntake activities;

    private final String sequence = UUID.randomUUID().toString();
    private final String lead = "L-" + UUID.randomUUID();
    private EverythingTwice twice;

    @BeforeEach
    void prepareComparison() {
        twice = service.twice("enrollment", "record", "sequence_state", "sequence_version", "activity");
    }

    private void enrolled(Map<String, Object> fields) throws Exception {
        twice.deliver(records, lead(lead, 0, fields));
        twice.deliver(segments, joined(lead, sequence));
    }

    private Delivery activity(String type, Instant at) {
        return ofLead(lead, 0, new ActivityRecordedV1(lead + type, type, "lead", lead, at, null, null));
    }

    private String enrollment() {
        return service.enrollment(lead, sequence);
    }

    private String now() {
        return service.rows(
                        "select status || ' ' || coalesce(step_key, end_reason) from enrollment where enrollment_id ="
                                + " ?",
                        enrollment())
                .getFirst();
    }

    private void completeCurrent() throws Exception {
        complete("made");
    }

    private void complete(String callResult) throws Exception {
        twice.deliver(workItems, completion(callResult));
    }

    private Delivery completion(String callResult) {
        String step = service.rows("select current_step->>'id' from enrollment where enrollment_id = ?", enrollment())
                .getFirst();
        return Delivery.of(
                "w-" + step,
                1,
                new WorkItemCompletedV1(
                        "w-" + step,
                        enrollment(),
                        sequence,
                        step,
                        "call",
                        "lead",
                        lead,
                        callResult,
                        null,
                        "anna",
                        Instant.now()));
    }

    private static final String EMAIL_FORK = """
        {"key": "mail", "type": "automated-email", "name": "Hi", "templateId": "t", "next": "opened"},
        {"key": "opened", "type": "email-condition", "yes": "yes", "no": "no", "emailCondition":
          {"interactions": ["opened"], "match": "any", "within": "P1D", "immediately": false}},
        {"key": "yes", "type": "task", "name": "Yes"}, {"key": "no", "type": "task", "name": "No"}\
        """;

    @Test
    void evaluatesAConditionOnceByItsTimer() throws Exception {
        twice.deliver(definitions, activated(sequence, "mail", "", EMAIL_FORK));
        enrolled(Map.of());
        assertThat(now()).isEqualTo("connected opened");
        twice.deliver(activities, activity("email-opened", Instant.now()));
        assertThat(now()).isEqualTo("connected opened");
        assertThat(service.rows("select kind from chassis.timer where owner = ?", enrollment()))
                .containsExactly("answer");

        service.update("update chassis.suite_clock set shift = shift + interval '1 day 1 minute'");
        await().atMost(Await.TIMEOUT).until(() -> now().equals("connected yes"));
        assertThat(service.rows("select kind from chassis.timer where owner = ?", enrollment()))
                .isEmpty();
    }

    @Test
    void evaluatesRecordFieldsAndEndsByACriterion() throws Exception {
        twice.deliver(
                definitions,
                activated(
                        sequence,
                        "local",
                        "\"exitCriteria\": [{\"on\": \"field-condition\", \"when\": {\"field\": \"doNotEmail\","
                                + " \"op\": \"equals\", \"value\": true}}]",
                        """
                        {"key": "local", "type": "field-condition", "yes": "yes", "no": "no", "fieldCondition":
                          {"when": {"field": "city", "op": "equals", "value": "Mumbai"}, "onMissing": "take-no"}},
                        {"key": "yes", "type": "task", "name": "Yes"}, {"key": "no", "type": "task", "name": "No"}\
                        """));
        enrolled(Map.of("city", "Mumbai"));
        assertThat(now()).isEqualTo("connected yes");
        twice.deliver(records, lead(lead, 1, Map.of("city", "Pune", "doNotEmail", true)));
        assertThat(now()).isEqualTo("disconnected exit-criterion-met");
    }

    @Test
    void followsTheLoggedCallResult() throws Exception {
        twice.deliver(definitions, activated(sequence, "call", "", """
            {"key": "call", "type": "phone-call", "name": "Call", "next": "if"},
            {"key": "if", "type": "phone-condition", "yes": "yes", "no": "no", "phoneCondition":
              {"results": ["received"]}},
            {"key": "yes", "type": "task", "name": "Yes"}, {"key": "no", "type": "task", "name": "No"}\
            """));
        enrolled(Map.of());
        twice.deliver(
                activities,
                ofLead(
                        lead,
                        0,
                        new ActivityRecordedV1(
                                lead + "-call", "call-logged", "lead", lead, Instant.now(), null, null, "received")));
        complete(null);
        assertThat(now()).isEqualTo("connected yes");
        assertThat(service.rows(
                        "select count(*) from chassis.domain_event_entry where aggregate_identifier = ?"
                                + " and payload_type = 'enrollment.call-result-noted'",
                        enrollment()))
                .containsExactly("1");
    }

    @Test
    void endsOnAReplyThatCountsOnce() throws Exception {
        twice.deliver(definitions, activated(sequence, "mail", "\"exitCriteria\": [{\"on\": \"reply\"}]", EMAIL_FORK));
        enrolled(Map.of());
        twice.deliver(activities, activity("email-replied", Instant.now()));
        assertThat(now()).isEqualTo("disconnected exit-criterion-met");
        assertThat(service.rows("select activity_id from activity where activity_id like ?", lead + "%"))
                .hasSize(1);
    }

    @Test
    void advancesToAnotherSequence() throws Exception {
        String other = UUID.randomUUID().toString();
        twice.deliver(
                definitions,
                activated(other, "hello", "", "{\"key\": \"hello\", \"type\": \"task\", \"name\": \"Hello\"}"));
        twice.deliver(definitions, activated(sequence, "call", "", """
            {"key": "call", "type": "phone-call", "name": "Call", "next": "away"},
            {"key": "away", "type": "advance", "advance": {"sequenceId": "%s"}}\
            """.formatted(other)));
        enrolled(Map.of());
        // The timer of the advance is due at once and may fire during a comparison.
        service.deliverTwice(workItems, completion("made"));
        assertThat(now()).isEqualTo("disconnected advanced");
        await().atMost(Await.TIMEOUT).until(() -> service.rows(
                        "select source || ' ' || step_key from enrollment where record_id = ? and sequence_id = ?",
                        lead,
                        other)
                .equals(List.of("command hello")));
    }
}
