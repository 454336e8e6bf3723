package dev.sequences.enrollment.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sequences.contracts.crm.RecordChangedV1;
import dev.sequences.contracts.definition.SequenceCreatedV1;
import dev.sequences.contracts.definition.SequenceDeactivatedV1;
import dev.sequences.contracts.segment.RecordLeftSegmentV1;
import dev.sequences.contracts.workitem.WorkItemCompletedV1;
import dev.sequences.contracts.workitem.WorkItemSnoozedV1;
import dev.sequences.enrollment.Messages;
import dev.sequences.enrollment.ServiceUnderTest;
import dev.sequences.enrollment.enrollment.model.EnrollmentDecider;
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
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Redelivered messages of other services lead to the same enrollments, steps, timers and claims. On a real PostgreSQL. */
@QuarkusTest
@QuarkusTestResource(
        value = ServiceResource.class,
        initArgs = @ResourceArg(name = "sequences.relay.enabled", value = "false"))
class RedeliveryTest {

    private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");

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

    private final String sequence = UUID.randomUUID().toString();
    private final String lead = "L-" + UUID.randomUUID();
    private EverythingTwice twice;

    @BeforeEach
    void prepareComparison() {
        twice = service.twice("enrollment", "early_member", "record", "sequence_state", "sequence_version");
    }

    private Delivery activated() {
        return Messages.activated(sequence, "mail", "", """
            {"key": "mail", "type": "email", "name": "Introduction", "next": "pause"},
            {"key": "pause", "type": "wait", "duration": "P2D", "next": "call"},
            {"key": "call", "type": "phone-call", "name": "First call"}\
            """);
    }

    private Delivery joined() {
        return Messages.joined(lead, sequence);
    }

    private String enrollment() {
        return service.enrollment(lead, sequence);
    }

    private String events() {
        return String.join(" ", service.events(enrollment()));
    }

    private String mailStep() {
        return EnrollmentDecider.stepId(enrollment(), "mail");
    }

    private Delivery completed(String step, String key, long number) {
        return Delivery.of(
                "w-" + step,
                number,
                new WorkItemCompletedV1(
                        "w-" + step, enrollment(), sequence, step, key, "lead", lead, null, null, "anna", NOON));
    }

    @Test
    void enrollsAMemberOnceAndOpensTheFirstStepForTheOwner() throws Exception {
        twice.deliver(definitions, activated());
        twice.deliver(segments, joined());

        assertThat(events()).isEqualTo("record-enrolled step-opened");
        assertThat(service.rows(
                        "select status, step_key, assignee_id, source from enrollment where record_id = ?", lead))
                .containsExactly("connected mail anna segment");
    }

    @Test
    void enrollsAMemberThatArrivesBeforeItsSequence() throws Exception {
        twice.deliver(segments, joined());
        assertThat(service.rows("select sequence_id from early_member where sequence_id = ?", sequence))
                .hasSize(1);

        service.deliver(definitions, activated());
        await().atMost(Await.TIMEOUT).until(() -> !service.rows("select 1 from enrollment where record_id = ?", lead)
                .isEmpty());
        assertThat(events()).isEqualTo("record-enrolled step-opened");
        assertThat(service.rows("select 1 from early_member where sequence_id = ?", sequence))
                .isEmpty();
    }

    @Test
    void enrollsAMemberWhenItsSequenceIsActivated() throws Exception {
        twice.deliver(
                definitions,
                Delivery.of(sequence, 0, new SequenceCreatedV1(sequence, "Welcome", null, "lead", "maria", null)));
        twice.deliver(segments, joined());
        assertThat(service.rows("select sequence_id from early_member where sequence_id = ?", sequence))
                .hasSize(1);

        service.deliver(definitions, activated());
        await().atMost(Await.TIMEOUT).until(() -> !service.rows("select 1 from enrollment where record_id = ?", lead)
                .isEmpty());
        assertThat(events()).isEqualTo("record-enrolled step-opened");
    }

    @Test
    void doesNotEnrollAMemberThatLeftBeforeTheActivation() throws Exception {
        twice.deliver(segments, joined());
        twice.deliver(
                segments,
                Messages.ofLead(
                        lead, 1, new RecordLeftSegmentV1("lead", lead, "g1", sequence, "no-longer-matches", false, 1)));
        assertThat(service.rows("select 1 from early_member where sequence_id = ?", sequence))
                .isEmpty();
    }

    @Test
    void startsAWaitWithItsTimerAndEndsItWhenDue() throws Exception {
        twice.deliver(definitions, activated());
        twice.deliver(segments, joined());
        twice.deliver(workItems, completed(mailStep(), "mail", 1));
        assertThat(events()).isEqualTo("record-enrolled step-opened step-completed wait-started");
        assertThat(service.rows("select kind from chassis.timer where owner = ?", enrollment()))
                .containsExactly("wait");

        service.update("update chassis.suite_clock set shift = shift + interval '2 days 1 second'");
        await().atMost(Await.TIMEOUT).until(() -> events().endsWith("wait-ended step-opened"));
        assertThat(service.rows("select kind from chassis.timer where owner = ?", enrollment()))
                .isEmpty();
        assertThat(service.rows("select step_key from enrollment where record_id = ?", lead))
                .containsExactly("call");
    }

    @Test
    void appliesASnooze() throws Exception {
        twice.deliver(definitions, activated());
        twice.deliver(segments, joined());
        twice.deliver(
                workItems,
                Delivery.of(
                        "w1",
                        1,
                        new WorkItemSnoozedV1(
                                "w1", enrollment(), sequence, mailStep(), "mail", "lead", lead, NOON, "anna")));

        assertThat(events()).isEqualTo("record-enrolled step-opened step-rescheduled");
    }

    @Test
    void endsTheEnrollmentOfAClosedRecordAndAllowsANewOne() throws Exception {
        twice.deliver(definitions, activated());
        twice.deliver(records, Messages.lead(lead, 0, Map.of()));
        twice.deliver(segments, joined());
        twice.deliver(workItems, completed(mailStep(), "mail", 1));
        twice.deliver(
                records,
                Messages.ofLead(
                        lead, 1, new RecordChangedV1("lead", lead, "Ada", "user", "anna", false, null, Map.of())));

        assertThat(events()).endsWith("wait-started step-cancelled enrollment-ended");
        assertThat(service.rows("select status, end_reason from enrollment where record_id = ?", lead))
                .containsExactly("disconnected record-closed");
        assertThat(service.rows("select 1 from chassis.timer where owner = ?", enrollment()))
                .isEmpty();
        assertThat(service.rows("select 1 from chassis.claim where key like ?", sequence + "/%"))
                .isEmpty();
    }

    @Test
    void endsOpenEnrollmentsWhenTheSequenceIsDeactivated() throws Exception {
        twice.deliver(definitions, activated());
        twice.deliver(segments, joined());
        service.deliver(definitions, Delivery.of(sequence, 3, new SequenceDeactivatedV1(sequence, 1)));

        await().atMost(Await.TIMEOUT).until(() -> events().endsWith("step-cancelled enrollment-ended"));
        assertThat(service.rows("select end_reason from enrollment where record_id = ?", lead))
                .containsExactly("sequence-deactivated");
    }
}
