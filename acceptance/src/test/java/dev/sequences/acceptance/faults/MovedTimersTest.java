package dev.sequences.acceptance.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** While a holiday calendar is unknown, the timer of a held step moves without an event; no other timer does. */
class MovedTimersTest {

    @ParameterizedTest
    @CsvSource({
        "holiday-calendar-unknown, PT0S, true",
        "holiday-calendar-unknown, PT3H, true",
        "holiday-calendar-unknown, PT-1S, false",
        "daily-cap, PT0S, true",
        "daily-cap, PT3H, false",
        "daily-cap, PT-1S, false",
    })
    void aTimerMovesOnlyOnAndOnlyForACalendarThatIsUnknown(String reason, Duration moved, boolean right) {
        CapturedRun run = new CapturedRun();
        int row = holdTimer(run);
        String stepId =
                run.rows("enrollment.timer").get(row).path("id").asText().substring("hold:".length());
        LogEvent held = run.log.stream()
                .filter(event -> event.storedName().equals("enrollment.step-held")
                        && event.text("/stepId").equals(stepId))
                .reduce((first, last) -> last)
                .orElseThrow();
        run.alter(held, "reason", reason);
        Instant due = held.instant("/until").plus(moved);
        run.alter("enrollment.timer", row, "due_at", JsonNodeFactory.instance.textNode(due.toString()));
        assertThat(TimerChecks.holds(run.evidence()).holds()).isEqualTo(right);

        run.rows("enrollment.timer").remove(row);
        assertThat(TimerChecks.holds(run.evidence()).holds())
                .as("without a timer it would never continue")
                .isFalse();
    }

    private static int holdTimer(CapturedRun run) {
        for (int i = 0; i < run.rows("enrollment.timer").size(); i++) {
            if (run.rows("enrollment.timer").get(i).path("kind").asText().equals("hold")) {
                return i;
            }
        }
        throw new AssertionError("no step is held");
    }
}
