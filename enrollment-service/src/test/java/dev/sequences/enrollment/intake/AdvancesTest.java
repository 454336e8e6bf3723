package dev.sequences.enrollment.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sequences.contracts.segment.RecordJoinedSegmentV1;
import dev.sequences.enrollment.ServiceUnderTest;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Advances of deleted records, and many advances of one record at once. */
@QuarkusTest
@QuarkusTestResource(
        value = ServiceResource.class,
        initArgs = @ResourceArg(name = "sequences.relay.enabled", value = "false"))
class AdvancesTest {

    private static final String MARIA = TestTokens.token("maria", "sequence-manager");

    @Inject
    ServiceUnderTest service;

    @Inject
    RecordIntake records;

    @Inject
    SegmentIntake segments;

    private final String lead = "L-" + UUID.randomUUID();

    /** A sequence that advances to {@code target} at once. */
    private String leadingTo(String target) {
        String sequence = UUID.randomUUID().toString();
        service.activate(sequence, "away", "", """
            {"key": "away", "type": "advance", "advance": {"sequenceId": "%s"}}\
            """.formatted(target));
        return sequence;
    }

    private String target() {
        String sequence = UUID.randomUUID().toString();
        service.activate(sequence, "hello", "", "{\"key\": \"hello\", \"type\": \"task\", \"name\": \"Hello\"}");
        return sequence;
    }

    private void join(List<String> sequences) {
        List<Delivery> joined = new ArrayList<>();
        for (String sequence : sequences) {
            joined.add(Delivery.of(
                    "lead:" + lead,
                    joined.size(),
                    new RecordJoinedSegmentV1("lead", lead, "g" + sequence, 1, sequence, "user", "anna", List.of())));
        }
        service.deliver(segments, joined.toArray(Delivery[]::new));
    }

    private List<String> states() {
        return service.rows(
                "select coalesce(error_code, status), count(*) from enrollment where record_id = ? group by 1 order by"
                        + " 1",
                lead);
    }

    @Test
    void failsTheAdvanceOfADeletedRecord() {
        String sequence = leadingTo(target());
        // Known to the segment but deleted here.
        join(List.of(sequence));
        await().atMost(Await.TIMEOUT).until(this::states, List.of("record-unknown 1")::equals);

        String id = service.rows("select enrollment_id from enrollment where record_id = ?", lead)
                .getFirst();
        assertThat(service.post(MARIA, "/enrollments/" + id + "/retry", null).status())
                .isEqualTo(200);
        await().atMost(Await.TIMEOUT)
                .until(() -> service.events(id).stream()
                                .filter("step-failed"::equals)
                                .count()
                        == 2);
        assertThat(states()).containsExactly("record-unknown 1");

        service.record("lead", lead, 0, Map.of());
        service.post(MARIA, "/enrollments/" + id + "/retry", null);
        await().atMost(Await.TIMEOUT).until(this::states, List.of("connected 1", "disconnected 1")::equals);
    }

    @Test
    void countsAdvancesOfTheSameTransaction() {
        List<String> sequences = new ArrayList<>();
        for (int i = 0; i < 23; i++) {
            sequences.add(leadingTo(target()));
        }
        service.record("lead", lead, 0, Map.of());
        join(sequences);
        await().atMost(Await.TIMEOUT)
                .until(this::states, List.of("advance-limit-reached 3", "connected 20", "disconnected 20")::equals);
    }
}
