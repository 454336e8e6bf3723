package dev.sequences.acceptance.faults;

import static dev.sequences.acceptance.faults.CapturedRun.broken;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Corrupted timers: lost, early or duplicate. */
class TimerChecksTest {

    @ParameterizedTest
    @ValueSource(strings = {"enrollment.wait-ended", "enrollment.condition-evaluated"})
    void findsATimerThatWasLost(String end) {
        LogEvent lost = new CapturedRun()
                .log.stream()
                        .filter(event -> event.storedName().equals(end))
                        .filter(event -> !event.text("/stepType").endsWith("phone-condition")
                                && !event.text("/stepType").equals("field-condition"))
                        .findFirst()
                        .orElseThrow();
        assertThat(broken(run -> run.log.remove(lost))).anyMatch(property -> property.startsWith("O5 every"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"enrollment.wait-ended", "work-item.resumed"})
    void findsATimerThatFiredTwice(String end) {
        assertThat(broken(run -> {
                    LogEvent event = run.event(end);
                    run.log.add(CapturedRun.again(event, run.endOf(event.aggregateId())));
                }))
                .anyMatch(property -> property.startsWith("O5 every"));
    }

    @Test
    void findsARepeatedAnswer() {
        assertThat(broken(run -> {
                    LogEvent answer = answered(run);
                    run.log.add(CapturedRun.again(answer, run.endOf(answer.aggregateId())));
                }))
                .anyMatch(property -> property.startsWith("O5 every awaited answer"));
    }

    @Test
    void findsAWaitThatEndedEarly() {
        assertThat(broken(run -> {
                    LogEvent elapsed = run.log.stream()
                            .filter(event -> event.text("/how").equals("elapsed"))
                            .findFirst()
                            .orElseThrow();
                    Instant until = elapsed.instant("/until");
                    run.alter(elapsed, "at", until.minusNanos(1_000).toString());
                }))
                .anyMatch(property -> property.contains("every wait ended once and not early"));
    }

    /** An early answer without an activity comes from a timer that fired early. */
    @Test
    void findsAnAnswerBeforeItsTime() {
        assertThat(broken(run -> {
                    LogEvent answer = answered(run);
                    LogEvent noted = run.log.stream()
                            .filter(event -> event.storedName().equals("enrollment.activity-noted")
                                    && event.aggregateId().equals(answer.aggregateId())
                                    && event.sequence() == answer.sequence() - 1)
                            .findFirst()
                            .orElseThrow();
                    run.log.set(run.log.indexOf(noted), CapturedRun.named(noted, "enrollment.advance-requested"));
                }))
                .anyMatch(property -> property.startsWith("O5 every awaited answer"));
    }

    @Test
    void findsAnOverdueAndAnOrphanedTimer() {
        for (String kind : List.of("wait", "answer", "hold")) {
            assertThat(broken(run -> run.add(
                            "enrollment.timer",
                            "{'id':'%s:t9','kind':'%s','owner':'e9','due_at':'2026-01-01T00:00:00+00:00'}"
                                    .formatted(kind, kind))))
                    .anyMatch(property -> property.contains("no due timer is unprocessed"))
                    .anyMatch(property -> property.contains("belongs to an aggregate"))
                    .anyMatch(
                            property -> property.startsWith("O5 every " + (kind.equals("answer") ? "awaited" : kind)));
        }
    }

    @Test
    void findsATimerOfAnUncheckedKind() {
        String owner = new CapturedRun().event("enrollment.record-enrolled").aggregateId();
        assertThat(broken(run -> run.add(
                        "enrollment.timer",
                        "{'id':'new:t9','kind':'new','owner':'" + owner + "','due_at':'2099-01-01T00:00:00+00:00'}")))
                .containsExactly("O5 every timer is of a kind that is checked, and belongs to an aggregate");
    }

    @Test
    void findsAHoldWithoutATimerAndOneThatEndedEarly() {
        assertThat(broken(run -> run.rows("enrollment.timer")
                        .removeIf(timer -> timer.path("kind").asText().equals("hold"))))
                .containsExactly("O5 every hold ended once and not early, or still has its timer");
        assertThat(broken(run -> {
                    LogEvent held = run.event("enrollment.step-held");
                    run.log.stream()
                            .filter(event -> event.storedName().equals("enrollment.hold-ended")
                                    && event.text("/how").equals("passed"))
                            .toList()
                            .forEach(event -> run.alter(event, "at", held.text("/at")));
                }))
                .anyMatch(property -> property.startsWith("O5 every hold"));
    }

    @Test
    void findsALostDailyEvaluation() {
        assertThat(broken(run -> run.rows("segment.timer").clear()))
                .containsExactly("O5 the daily evaluation of segments has its timer");
    }

    @Test
    void findsASnoozeWithoutATimer() {
        assertThat(broken(run -> run.rows("worklist.timer").clear()))
                .anyMatch(property -> property.contains("every snooze"));
    }

    /** The first answer by an opened email; other conditions await no answer, or another kind of it. */
    private static LogEvent answered(CapturedRun run) {
        return run.log.stream()
                .filter(event -> event.storedName().equals("enrollment.condition-evaluated")
                        && event.text("/stepType").equals("email-condition"))
                .findFirst()
                .orElseThrow();
    }
}
