package dev.sequences.acceptance.faults;

import static dev.sequences.acceptance.faults.CapturedRun.broken;
import static dev.sequences.acceptance.faults.CapturedRun.corrupted;
import static dev.sequences.acceptance.faults.CapturedRun.isBroken;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sequences.contracts.Headers;
import dev.sequences.contracts.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Corrupted topics. */
class TopicChecksTest {

    static Stream<TopicRecord> ofServices() {
        return new CapturedRun()
                .topics.stream().filter(record -> !record.topic().startsWith("crm."));
    }

    @ParameterizedTest
    @MethodSource("ofServices")
    void findsAnyEventThatNeverReachedItsTopic(TopicRecord record) {
        assertThat(TopicChecks.everyEventIsPublished(corrupted(run -> run.topics.remove(record)))
                        .holds())
                .isFalse();
    }

    @ParameterizedTest
    @MethodSource("ofServices")
    void findsAnyRecordThatSaysWhatItsEventDoesNot(TopicRecord record) {
        assertThat(isBroken(run -> {
                    Map<String, String> headers = new HashMap<>(record.headers());
                    headers.put(Headers.TYPE, "sequences.enrollment.step-rescheduled.v1");
                    run.topics.set(run.topics.indexOf(record), CapturedRun.copy(record, headers));
                }))
                .as("of another type")
                .isEqualTo(!record.type().equals("sequences.enrollment.step-rescheduled.v1"));
        assertThat(TopicChecks.everyRecordIsExplained(corrupted(run -> {
                            ObjectNode other = record.data().deepCopy();
                            other.put("stepKey", "another")
                                    .put("name", "another")
                                    .put("segmentId", "another")
                                    .put("id", "another");
                            run.topics.add(CapturedRun.copy(record, other));
                        }))
                        .violations())
                .anyMatch(violation -> violation.contains("repeats"));
    }

    @Test
    void ignoresAnEqualRepeat() {
        // A message without a number is another one at each offset.
        assertThat(broken(run -> new ArrayList<>(run.topics)
                        .stream()
                                .filter(record -> record.sequence() >= 0)
                                .forEach(record -> run.topics.add(CapturedRun.copy(record, record.data())))))
                .isEmpty();
    }

    @Test
    void findsARecordOutOfOrder() {
        assertThat(broken(run -> {
                    TopicRecord first = run.record(run.event("enrollment.record-enrolled"));
                    run.topics.remove(first);
                    run.topics.add(first);
                }))
                .containsExactly(
                        "O3 every message has an event in a log, its repeats are equal, and keys are in order");
    }

    @Test
    void findsAPublishedPrivateEvent() {
        assertThat(broken(run -> {
                    LogEvent asked = run.event("enrollment.answer-awaited");
                    TopicRecord other = run.record(run.event("enrollment.record-enrolled"));
                    Map<String, String> headers = new HashMap<>(other.headers());
                    headers.put(Headers.ID, asked.eventId());
                    headers.put(Headers.SEQUENCE, Headers.sequence(asked.sequence()));
                    run.topics.add(CapturedRun.copy(other, headers));
                }))
                .anyMatch(property -> property.contains("is on its topic"));
    }

    @Test
    void findsACrmRecordThatIsMissingOrStale() {
        assertThat(broken(run -> run.topics.removeIf(record -> record.topic().equals(Topics.CRM_RECORDS)
                        && record.key().contains("cyd-"))))
                .anyMatch(property -> property.contains("every record received here"));
        assertThat(broken(run -> {
                    List<TopicRecord> ofCyd = run.topics.stream()
                            .filter(record -> record.topic().equals(Topics.CRM_RECORDS)
                                    && record.key().contains("cyd-"))
                            .toList();
                    run.topics.remove(ofCyd.getLast());
                }))
                .anyMatch(property -> property.contains("every record received here"))
                .anyMatch(property -> property.contains("every copy of the CRM's records"));
    }
}
