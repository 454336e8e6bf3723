package dev.sequences.acceptance.faults;

import static dev.sequences.acceptance.faults.CapturedRun.broken;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Corrupted evidence: unprocessed changes and undeleted rows. */
class LeftoversTest {

    private static final String SECOND_LOOK =
            "O5 every step failed by a missing field is checked again, or still has its timer";
    private static final String COUNTED = "O4 every message of a running A/B test is counted exactly once";

    @Test
    void findsALostOrOrphanedSecondCheck() {
        assertThat(broken(run -> {
                    // The last one, because a later failure of the same step counts.
                    LogEvent failed = run.log.stream()
                            .filter(event -> event.storedName().equals("enrollment.step-failed")
                                    && event.text("/code").equals("field-missing"))
                            .reduce((one, other) -> other)
                            .orElseThrow();
                    run.alter(
                            failed,
                            "at",
                            Objects.requireNonNull(run.evidence().clocks().get("enrollment"))
                                    .toString());
                }))
                .contains(SECOND_LOOK);
        LogEvent failed = new CapturedRun().event("enrollment.step-failed");
        assertThat(broken(run -> run.add(
                        "enrollment.timer",
                        "{'id':'second-look:another','kind':'second-look','owner':'" + failed.aggregateId()
                                + "','due_at':'2032-01-01T00:00:00+00:00'}")))
                .containsExactly(SECOND_LOOK);
    }

    @Test
    void findsAnUncheckedChange() {
        assertThat(broken(run -> run.add("enrollment.related_change", "{'record_key':'account:a'}")))
                .containsExactly("O1 every change of a related record was processed");
    }

    @Test
    void findsAMessageOfAnEndedTest() {
        assertThat(broken(run -> {
                    LogEvent sent = run.log.stream()
                            .filter(event -> event.storedName().equals("enrollment.message-requested")
                                    && event.text("/subject/sequenceId")
                                            .equals(over(run)
                                                    .path("sequence_id")
                                                    .asText()))
                            .findFirst()
                            .orElseThrow();
                    run.add(
                            "enrollment.ab_test_message",
                            "{'step_id':'" + sent.text("/stepId") + "','ab_test_id':'"
                                    + over(run).path("ab_test_id").asText() + "','version':'" + sent.text("/version")
                                    + "','record_key':'lead:" + sent.text("/subject/recordId") + "','sent_at':'"
                                    + sent.text("/at") + "','engaged_at':null}");
                }))
                .containsExactly(COUNTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sent_a", "sent_b", "engaged_a", "engaged_b"})
    void findsFiguresThatAreNotThoseOfTheDecision(String figure) {
        assertThat(broken(run -> {
                    List<JsonNode> tests = run.rows("enrollment.ab_test");
                    int number = IntStream.range(0, tests.size())
                            .filter(i -> tests.get(i).equals(over(run)))
                            .findFirst()
                            .orElseThrow();
                    run.alter(
                            "enrollment.ab_test",
                            number,
                            figure,
                            JsonNodeFactory.instance.numberNode(
                                    over(run).path(figure).asInt() + 1));
                }))
                .contains("O5 every A/B test is decided once and not early, or still has its timer");
    }

    private static JsonNode over(CapturedRun run) {
        return run.rows("enrollment.ab_test").stream()
                .filter(test -> !test.path("decided_at").isNull())
                .findFirst()
                .orElseThrow();
    }
}
