package dev.sequences.enrollment.abtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sequences.contracts.crm.ActivityRecordedV1;
import dev.sequences.enrollment.Messages;
import dev.sequences.enrollment.ServiceUnderTest;
import dev.sequences.enrollment.intake.activities.ActivityIntake;
import dev.sequences.enrollment.intake.records.RecordIntake;
import dev.sequences.enrollment.intake.segment.SegmentIntake;
import dev.sequences.testkit.infra.Await;
import dev.sequences.testkit.infra.ServiceResource;
import dev.sequences.testkit.infra.TestTokens;
import dev.sequences.testkit.spec.Delivery;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An A/B test from its activation until only its figures remain. */
@QuarkusTest
@QuarkusTestResource(
        value = ServiceResource.class,
        initArgs = @ResourceArg(name = "sequences.relay.enabled", value = "false"))
class AbTestOverTimeTest {

    private static final String MARIA = TestTokens.token("maria", "sequence-manager");

    @Inject
    ServiceUnderTest service;

    @Inject
    DataSource dataSource;

    @Inject
    SegmentIntake segments;

    @Inject
    RecordIntake records;

    @Inject
    ActivityIntake activities;

    private final String sequence = UUID.randomUUID().toString();
    private final String lead = "L-" + UUID.randomUUID();

    @AfterEach
    void resetClock() {
        service.update("update chassis.suite_clock set shift = interval '0'");
    }

    private void activate(String more) {
        service.activate(sequence, "which", "", """
            {"key": "which", "type": "ab-test", "name": "Which", "next": "then", "abTest": {
              "a": {"name": "A", "templateId": "ta"}, "b": {"name": "B", "templateId": "tb"}, "shareOfA": 50,
              "winningMetric": "opens", %s "defaultVersion": "a"}},
            {"key": "then", "type": "task", "name": "Then"}\
            """.formatted(more));
    }

    private String test() {
        return service.get(MARIA, "/ab-tests?sequenceId=" + sequence).ids().getFirst();
    }

    /** Enrolls the leads {@code from} to {@code to}, which get a message each. */
    private void join(int from, int to) {
        service.deliver(
                records,
                IntStream.range(from, to)
                        .mapToObj(i -> Messages.lead(lead + i, 0, Map.of()))
                        .toArray(Delivery[]::new));
        service.deliver(
                segments,
                IntStream.range(from, to)
                        .mapToObj(i -> Messages.joined(lead + i, sequence))
                        .toArray(Delivery[]::new));
    }

    private void openVersionB() {
        service.deliver(
                activities,
                service
                        .rows(
                                "select m.step_id, substr(m.record_key, 6) from ab_test_message m join ab_test t"
                                        + " using (ab_test_id) where t.sequence_id = ? and m.version = 'b'",
                                sequence)
                        .stream()
                        .map(row -> row.split(" "))
                        .map(row -> Messages.ofLead(
                                row[1],
                                0,
                                new ActivityRecordedV1(
                                        "open-" + row[0], "email-opened", "lead", row[1], Instant.now(), null, row[0])))
                        .toArray(Delivery[]::new));
    }

    private void createActivity() {
        activate("");
        join(0, 300);
        openVersionB();
    }

    /** A message arrives exactly when the check is due. */
    @Test
    void checksForAWinnerDuringContinuousMessages() throws Exception {
        createActivity();
        CompletableFuture<Void> message;
        try (Connection holder = dataSource.getConnection();
                PreparedStatement lock = holder.prepareStatement(
                        "select 1 from chassis.timer where kind = 'ab-test' and owner = ? for update")) {
            holder.setAutoCommit(false);
            lock.setString(1, test());
            // The timer cannot fire before the message is stored.
            assertThat(lock.executeQuery().next()).isTrue();
            service.update("update chassis.suite_clock set shift = shift + interval '1 hour'");
            message = CompletableFuture.runAsync(() -> join(300, 301));
            await().atMost(Await.TIMEOUT).until(() -> !service.rows(
                            "select 1 from pg_locks where not granted and locktype in ('tuple', 'transactionid')")
                    .isEmpty());
            holder.commit();
        }
        message.join();
        await().atMost(Await.TIMEOUT)
                .until(() -> service.get(MARIA, "/ab-tests/" + test()).text("winner"), "b"::equals);
    }

    @Test
    void keepsTheCorrelationOfTheMessageThatTriggeredTheCheck() {
        activate("");
        join(0, 1);
        assertThat(service.rows(
                        "select e.payload_type from chassis.timer t join chassis.domain_event_entry e"
                                + " on e.event_identifier = t.causation_id where t.kind = 'ab-test' and t.owner = ?"
                                + " and t.correlation_id <> t.owner",
                        test()))
                .containsExactly("enrollment.message-requested");
    }

    @Test
    void keepsTheFiguresAndDeletesTheMessagesAfterTheEnd() {
        createActivity();
        String before = figures();
        assertThat(service.post(MARIA, "/ab-tests/" + test() + "/stop", Map.of("version", "b"))
                        .status())
                .isEqualTo(200);
        await().atMost(Await.TIMEOUT)
                .until(() -> service.rows("select step_id from ab_test_message where ab_test_id = ?", test())
                        .isEmpty());
        join(300, 310);
        assertThat(figures()).isEqualTo(before);
        assertThat(service.rows("select step_id from ab_test_message where ab_test_id = ?", test()))
                .isEmpty();
    }

    private String figures() {
        return service.rows("select sent_a, engaged_a, sent_b, engaged_b from ab_test where sequence_id = ?", sequence)
                .getFirst();
    }

    @Test
    void stopsBeforeTheFirstMessage() {
        activate("");
        String id = test();
        assertThat(service.post(MARIA, "/ab-tests/" + id + "/stop", Map.of("version", "b"))
                        .text("winner"))
                .isEqualTo("b");
        join(0, 20);
        assertThat(service.rows(
                        "select distinct convert_from(payload, 'UTF8')::json ->> 'version' from"
                                + " chassis.domain_event_entry e join enrollment n on n.enrollment_id ="
                                + " e.aggregate_identifier where payload_type = 'enrollment.message-requested' and"
                                + " n.sequence_id = ?",
                        sequence))
                .containsExactly("b");
    }

    @Test
    void endsOnTimeWithoutAnyMessage() {
        activate("\"endsAt\": \"" + Instant.now().plus(Duration.ofHours(5)) + "\",");
        String id = test();
        assertThat(service.get(MARIA, "/ab-tests/" + id).text("status")).isEqualTo("in-progress");
        service.update("update chassis.suite_clock set shift = shift + interval '6 hours'");
        await().atMost(Await.TIMEOUT)
                .until(() -> service.get(MARIA, "/ab-tests/" + id).text("outcome"), "not-conclusive"::equals);
    }
}
