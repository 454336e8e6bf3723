package dev.sequences.enrollment.intake;

import static dev.sequences.enrollment.Messages.activated;
import static dev.sequences.enrollment.Messages.joined;
import static dev.sequences.enrollment.Messages.lead;
import static dev.sequences.enrollment.Messages.ofLead;
import static dev.sequences.enrollment.Messages.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sequences.contracts.crm.ActivityRecordedV1;
import dev.sequences.contracts.crm.RecordChangedV1;
import dev.sequences.contracts.definition.SequenceDeactivatedV1;
import dev.sequences.enrollment.ServiceUnderTest;
import dev.sequences.enrollment.intake.activities.ActivityIntake;
import dev.sequences.enrollment.intake.definitions.DefinitionIntake;
import dev.sequences.enrollment.intake.records.RecordIntake;
import dev.sequences.enrollment.intake.segment.SegmentIntake;
import dev.sequences.testkit.infra.Await;
import dev.sequences.testkit.infra.ServiceResource;
import dev.sequences.testkit.spec.Delivery;
import dev.sequences.testkit.spec.EverythingTwice;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Failed steps, failed advances and A/B tests with redelivered messages, on a real PostgreSQL. */
@QuarkusTest
@QuarkusTestResource(
        value = ServiceResource.class,
        initArgs = {
            @ResourceArg(name = "sequences.relay.enabled", value = "false"),
            @ResourceArg(name = "sequences.enrollment.field-update-timeout", value = "PT0S")
        })
class FailureRedeliveryTest {

    @Inject
    ServiceUnderTest service;

    @Inject
    DefinitionIntake definitions;

    @Inject
    SegmentIntake segments;

    @Inject
    RecordIntake records;

    @Inject
    ActivityIntake activities;

    private final String sequence = UUID.randomUUID().toString();
    private final String lead = "L-" + UUID.randomUUID();
    private EverythingTwice twice;

    @BeforeEach
    void prepareComparison() {
        twice = service.twice(
                "enrollment",
                "exit_reference",
                "record",
                "sequence_state",
                "sequence_version",
                "activity",
                "ab_test",
                "ab_test_message");
    }

    private String now() {
        return service.rows(
                        "select status || ' ' || coalesce(error_code || ' ', '') || coalesce(step_key, end_reason) ||"
                                + " ' ' || assignee_id from enrollment where record_id = ? and sequence_id = ?",
                        lead,
                        sequence)
                .getFirst();
    }

    private String events() {
        return String.join(" ", service.events(service.enrollment(lead, sequence)));
    }

    @Test
    void failsUntilTheRecordHasTheField() throws Exception {
        twice.deliver(definitions, activated(sequence, "local", "", """
            {"key": "local", "type": "field-condition", "yes": "yes", "no": "no", "fieldCondition":
              {"when": {"field": "city", "op": "equals", "value": "Pune"}, "onMissing": "error"}},
            {"key": "yes", "type": "task", "name": "Yes"}, {"key": "no", "type": "task", "name": "No"}\
            """));
        twice.deliver(records, lead(lead, 0, Map.of()));
        twice.deliver(segments, joined(lead, sequence));
        assertThat(now()).isEqualTo("error field-missing local anna");
        twice.deliver(records, lead(lead, 1, Map.of("company", "Contoso")));
        assertThat(events()).isEqualTo("record-enrolled step-failed");
        twice.deliver(records, lead(lead, 2, Map.of("city", "Pune")));
        assertThat(now()).isEqualTo("connected yes anna");
        assertThat(events()).isEqualTo("record-enrolled step-failed step-retried condition-evaluated step-opened");
    }

    @Test
    void endsAFailedEnrollmentWithItsRecordAndReleasesTheClaim() throws Exception {
        twice.deliver(
                definitions,
                activated(
                        sequence,
                        "call",
                        "\"assignTo\": \"record-field\", \"assignToField\": \"backup\"",
                        "{\"key\": \"call\", \"type\": \"phone-call\", \"name\": \"Call\"}"));
        twice.deliver(records, lead(lead, 0, Map.of()));
        twice.deliver(segments, joined(lead, sequence));
        assertThat(now()).isEqualTo("error assignee-missing call anna");
        twice.deliver(
                records,
                ofLead(
                        lead,
                        1,
                        new RecordChangedV1(
                                "lead", lead, "Ada", "user", "anna", false, "won", Map.of("backup", "ben"))));
        assertThat(now()).isEqualTo("disconnected record-closed anna");
        assertThat(service.rows("select key from chassis.claim where key like ?", "%" + lead))
                .isEmpty();
    }

    @Test
    void assignsStepsByARecordFieldAndUsesTheAccount() throws Exception {
        String account = "A-" + UUID.randomUUID();
        twice.deliver(
                definitions,
                activated(sequence, "tier", "\"assignTo\": \"record-field\", \"assignToField\": \"backup\"", """
                    {"key": "tier", "type": "field-condition", "yes": "yes", "no": "no", "fieldCondition":
                      {"when": {"related": "account", "all": [{"field": "tier", "op": "equals", "value": "gold"}]},
                       "onMissing": "take-no"}},
                    {"key": "yes", "type": "task", "name": "Yes"}, {"key": "no", "type": "task", "name": "No"}\
                    """));
        twice.deliver(records, record("account", account, 0, Map.of("tier", "gold")));
        twice.deliver(records, lead(lead, 0, Map.of("accountId", account, "backup", "ben")));
        twice.deliver(segments, joined(lead, sequence));
        assertThat(now()).isEqualTo("connected yes ben");
    }

    @Test
    void endsWhenTheRecordsAccountMeetsACriterion() throws Exception {
        String account = "A-" + UUID.randomUUID();
        String another = "B-" + UUID.randomUUID();
        twice.deliver(
                definitions,
                activated(
                        sequence,
                        "call",
                        "\"exitCriteria\": [{\"on\": \"field-condition\", \"when\": {\"related\": \"account\","
                                + " \"all\": [{\"field\": \"tier\", \"op\": \"equals\", \"value\": \"lost\"}]}}]",
                        "{\"key\": \"call\", \"type\": \"phone-call\", \"name\": \"Call\"}"));
        twice.deliver(records, record("account", account, 0, Map.of("tier", "gold")));
        twice.deliver(records, record("account", another, 0, Map.of("tier", "gold")));
        twice.deliver(records, lead(lead, 0, Map.of("accountId", account)));
        twice.deliver(segments, joined(lead, sequence));
        assertThat(now()).isEqualTo("connected call anna");
        assertThat(service.rows("select to_key from exit_reference where to_key like ?", "%" + account))
                .hasSize(1);

        twice.deliver(records, lead(lead, 1, Map.of("accountId", another)));
        twice.deliver(records, record("account", account, 1, Map.of("tier", "lost")));
        await().during(Duration.ofMillis(500)).atMost(Await.TIMEOUT).until(() -> now().equals("connected call anna"));
        // Starts a background job, so the tables cannot be compared.
        service.deliverTwice(records, record("account", another, 1, Map.of("tier", "lost")));
        await().atMost(Await.TIMEOUT).until(() -> now().equals("disconnected exit-criterion-met anna"));
        assertThat(service.rows("select to_key from exit_reference where to_key like ?", "%" + another))
                .isEmpty();
    }

    @Test
    void recordsAFailedAdvance() throws Exception {
        String other = UUID.randomUUID().toString();
        twice.deliver(
                definitions,
                activated(other, "hello", "", "{\"key\": \"hello\", \"type\": \"task\", \"name\": \"Hello\"}"));
        twice.deliver(definitions, Delivery.of(other, 3, new SequenceDeactivatedV1(other, 1)));
        twice.deliver(definitions, activated(sequence, "set", "", """
            {"key": "set", "type": "update-field", "next": "away", "updateField": {"field": "hot", "value": true}},
            {"key": "away", "type": "advance", "advance": {"sequenceId": "%s"}}\
            """.formatted(other)));
        twice.deliver(records, lead(lead, 0, Map.of()));
        // Its timer is due at once and may fire during a comparison.
        service.deliverTwice(segments, joined(lead, sequence));
        await().atMost(Await.TIMEOUT).until(() -> now().equals("error advance-target-inactive advanced anna"));
        assertThat(events()).endsWith("advance-requested enrollment-ended step-failed");
        assertThat(service.rows("select key from chassis.claim where key like ?", "%" + lead))
                .isEmpty();
    }

    @Test
    void countsATestOnceAndSendsItsWinnerLater() throws Exception {
        twice.deliver(definitions, activated(sequence, "which", "", """
            {"key": "which", "type": "ab-test", "name": "Which", "next": "then", "abTest": {
              "a": {"name": "A", "templateId": "ta"}, "b": {"name": "B", "templateId": "tb"}, "shareOfA": 50,
              "winningMetric": "opens", "defaultVersion": "a"}},
            {"key": "then", "type": "task", "name": "Then"}\
            """));
        List<String> leads = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            leads.add(lead + "-" + i);
        }
        twice.deliver(records, leads.stream().map(id -> lead(id, 0, Map.of())).toList());
        twice.deliver(segments, leads.stream().map(id -> joined(id, sequence)).toList());
        assertThat(service.rows("select sent_a + sent_b from ab_test where sequence_id = ?", sequence))
                .containsExactly("300");

        // All open version b; none opens version a.
        List<Delivery> opens = service
                .rows(
                        "select m.step_id || ' ' || substr(m.record_key, 6) from ab_test_message m join ab_test t"
                                + " using (ab_test_id) where t.sequence_id = ? and m.version = 'b' order by 1",
                        sequence)
                .stream()
                .map(row -> row.split(" "))
                .map(row -> ofLead(
                        row[1],
                        0,
                        new ActivityRecordedV1(
                                "open-" + row[0], "email-opened", "lead", row[1], Instant.now(), null, row[0])))
                .toList();
        twice.deliver(activities, opens);
        assertThat(service.rows("select engaged_a, engaged_b = sent_b from ab_test where sequence_id = ?", sequence))
                .containsExactly("0 t");

        service.update("update chassis.suite_clock set shift = shift + interval '1 hour'");
        await().atMost(Await.TIMEOUT)
                .until(() -> service.rows("select winner from ab_test where sequence_id = ?", sequence)
                        .equals(List.of("b")));
        List<Delivery> known = new ArrayList<>();
        List<Delivery> late = new ArrayList<>();
        for (int i = 300; i < 330; i++) {
            known.add(lead(lead + "-" + i, 0, Map.of()));
            late.add(joined(lead + "-" + i, sequence));
        }
        twice.deliver(records, known);
        twice.deliver(segments, late);
        assertThat(service.rows(
                        "select count(*), convert_from(payload, 'UTF8')::json ->> 'version'"
                                + " from chassis.domain_event_entry e join enrollment n"
                                + " on n.enrollment_id = e.aggregate_identifier"
                                + " where payload_type = 'enrollment.message-requested' and n.sequence_id = ?"
                                + " and n.record_id like ? group by 2",
                        sequence,
                        lead + "-3__"))
                .containsExactly("30 b");
        assertThat(service.rows("select sent_a + sent_b from ab_test where sequence_id = ?", sequence))
                .containsExactly("300");
        assertThat(service.rows(
                        "select count(*) from chassis.domain_event_entry where payload_type = 'ab-test.decided'"
                                + " and aggregate_identifier = (select ab_test_id from ab_test where sequence_id = ?)",
                        sequence))
                .containsExactly("1");
    }

    @Test
    void endsATestOnTimeWithTheDefaultVersion() throws Exception {
        Instant end =
                Instant.parse(service.rows("select to_char(chassis.suite_now() at time zone 'UTC' + interval '40 days',"
                                + " 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')")
                        .getFirst());
        twice.deliver(definitions, activated(sequence, "which", "", """
            {"key": "which", "type": "ab-test", "name": "Which", "next": "then", "abTest": {
              "a": {"name": "A", "templateId": "ta"}, "b": {"name": "B", "templateId": "tb"}, "shareOfA": 50,
              "winningMetric": "goal", "endsAt": "%s", "defaultVersion": "b"}},
            {"key": "then", "type": "task", "name": "Then"}\
            """.formatted(end)));
        twice.deliver(records, lead(lead, 0, Map.of()));
        twice.deliver(segments, joined(lead, sequence));
        twice.deliver(
                activities,
                ofLead(
                        lead,
                        0,
                        new ActivityRecordedV1(
                                "met-" + lead,
                                "meeting-booked",
                                "lead",
                                lead,
                                Instant.now().plus(Duration.ofDays(400)),
                                null,
                                null)));
        assertThat(service.rows("select engaged_a + engaged_b from ab_test where sequence_id = ?", sequence))
                .containsExactly("1");
        service.update("update chassis.suite_clock set shift = shift + interval '2 hours'");
        await().during(Duration.ofSeconds(1)).atMost(Await.TIMEOUT).until(() -> service.rows(
                        "select outcome from ab_test where sequence_id = ?", sequence)
                .equals(List.of("null")));
        service.update("update chassis.suite_clock set shift = shift + interval '41 days'");
        await().atMost(Await.TIMEOUT)
                .until(() -> service.rows("select outcome, winner from ab_test where sequence_id = ?", sequence)
                        .equals(List.of("not-conclusive b")));
    }
}
