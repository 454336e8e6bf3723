package dev.sequences.enrollment.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sequences.contracts.crm.RecordChangedV1;
import dev.sequences.enrollment.Messages;
import dev.sequences.enrollment.ServiceUnderTest;
import dev.sequences.enrollment.ServiceUnderTest.Reply;
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
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No record is enrolled while another replica closes it or deactivates its sequence. */
@QuarkusTest
@QuarkusTestResource(
        value = ServiceResource.class,
        initArgs = @ResourceArg(name = "sequences.relay.enabled", value = "false"))
class ConcurrentEndTest {

    private static final String MARIA = TestTokens.token("maria", "sequence-manager");

    @Inject
    ServiceUnderTest service;

    @Inject
    RecordIntake records;

    @Inject
    SegmentIntake segments;

    @Inject
    DataSource dataSource;

    private final String sequence = UUID.randomUUID().toString();
    private final String lead = "L-" + UUID.randomUUID();

    @BeforeEach
    void createSequenceAndRecord() {
        service.activate(sequence, "hello", "", "{\"key\": \"hello\", \"type\": \"task\", \"name\": \"Hello\"}");
        service.record("lead", lead, 0, Map.of());
    }

    private Reply enroll() {
        return service.post(
                MARIA, "/enrollments", Map.of("sequenceId", sequence, "recordType", "lead", "recordId", lead));
    }

    private Reply enrollInBulk() {
        return service.post(
                MARIA,
                "/enrollments/bulk",
                Map.of("sequenceId", sequence, "recordType", "lead", "recordIds", List.of(lead)));
    }

    private void join() {
        service.deliver(segments, Messages.joined(lead, sequence));
    }

    /** Runs {@code here} while the transaction of another replica is still open. */
    private void whileAnother(String does, Runnable here) throws Exception {
        CompletableFuture<Void> done;
        try (Connection other = dataSource.getConnection();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            assertThat(statement.executeUpdate(does)).isEqualTo(1);
            done = CompletableFuture.runAsync(here);
            await().atMost(Await.TIMEOUT)
                    .until(() -> done.isDone()
                            || !service.rows("select 1 from pg_locks where not granted")
                                    .isEmpty());
            other.commit();
        }
        done.join();
    }

    private String enrollments() {
        return String.join(" ", service.rows("select status from enrollment where record_id = ?", lead));
    }

    private void refused(String way, String code) {
        switch (way) {
            case "one" -> assertThat(enroll().text("code")).isEqualTo(code);
            case "bulk" -> assertThat(enrollInBulk().text()).contains(code);
            default -> join();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"one", "bulk", "member"})
    void refusesARecordThatIsBeingClosed(String way) throws Exception {
        whileAnother(
                "update record set active = false where record_id = '" + lead + "'",
                () -> refused(way, "record-closed"));

        assertThat(enrollments()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"one", "bulk", "member"})
    void refusesASequenceThatIsBeingDeactivated(String way) throws Exception {
        whileAnother(
                "update sequence_state set live_version = 0 where sequence_id = '" + sequence + "'",
                () -> refused(way, "sequence-not-active"));

        assertThat(enrollments()).isEmpty();
    }

    /** Records and members arrive on different topics. */
    @Test
    void refusesAMemberWhoseRecordIsClosed() {
        service.deliver(
                records,
                Delivery.of(
                        "lead:" + lead,
                        1,
                        new RecordChangedV1("lead", lead, null, "user", "anna", false, null, Map.of())));

        join();

        assertThat(enrollments()).isEmpty();
    }
}
