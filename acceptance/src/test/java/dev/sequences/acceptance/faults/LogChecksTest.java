package dev.sequences.acceptance.faults;

import static dev.sequences.acceptance.faults.CapturedRun.broken;
import static dev.sequences.acceptance.faults.CapturedRun.corrupted;
import static dev.sequences.acceptance.faults.CapturedRun.isBroken;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sequences.acceptance.faults.Command.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Corrupted logs, and command responses that contradict them. */
class LogChecksTest {

    private static void acknowledge(CapturedRun run, Outcome outcome) {
        run.history.add(new Command(
                "key",
                "snooze",
                "worklist",
                "work-item.snoozed",
                Map.of("/until", run.event("work-item.snoozed").text("/until")),
                outcome,
                200));
    }

    @Test
    void findsAnAcknowledgedCommandWithoutItsEvent() {
        assertThat(broken(run -> acknowledge(run, Outcome.ACKNOWLEDGED))).isEmpty();
        assertThat(broken(run -> {
                    acknowledge(run, Outcome.ACKNOWLEDGED);
                    run.log.remove(run.event("work-item.snoozed"));
                }))
                .anyMatch(property -> property.contains("every acknowledged command"));
    }

    @Test
    void findsACommandThatTookEffectTwice() {
        assertThat(broken(run -> {
                    acknowledge(run, Outcome.UNKNOWN);
                    LogEvent snoozed = run.event("work-item.snoozed");
                    run.log.add(CapturedRun.again(snoozed, run.endOf(snoozed.aggregateId())));
                }))
                .anyMatch(property -> property.contains("every acknowledged command"));
    }

    @Test
    void findsARefusedCommandThatTookEffect() {
        assertThat(broken(run -> acknowledge(run, Outcome.REFUSED)))
                .containsExactly("O1 every acknowledged command has its effect exactly once");
    }

    static List<LogEvent> events() {
        return new CapturedRun().log;
    }

    @ParameterizedTest
    @MethodSource("events")
    void findsAnyEventThatIsLost(LogEvent event) {
        assertThat(isBroken(run -> run.log.remove(event)))
                .as("lost with its record still on the topic, or with a row in a view")
                .isTrue();
        assertThat(isBroken(run -> {
                    run.log.remove(event);
                    run.topics.removeIf(record -> record.id().equals(event.eventId()));
                }))
                .as("lost everywhere")
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("events")
    void findsAnyEventThatIsThereTwice(LogEvent event) {
        assertThat(LogChecks.denseSequences(corrupted(run -> run.log.add(event)))
                        .holds())
                .isFalse();
        assertThat(isBroken(run -> run.log.add(CapturedRun.again(event, run.endOf(event.aggregateId())))))
                .as("as another event")
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "enrollment.invented",
                "work-item.invented",
                "sequence.invented",
                "holiday-calendar.invented",
                "membership.invented",
                "seller.invented",
                "team.invented",
                "record-type.invented",
                "assignment-rules.invented",
                "assignment.invented",
                "field-update.invented"
            })
    void findsAnEventThatNoFoldKnows(String name) {
        String service =
                switch (name.substring(0, name.indexOf('.'))) {
                    case "enrollment" -> "enrollment";
                    case "work-item" -> "worklist";
                    case "sequence", "holiday-calendar" -> "designer";
                    default -> "segment";
                };
        assertThat(broken(run -> run.log.add(new LogEvent(
                        service, "new", 0, "new-0", name, Instant.EPOCH, JsonNodeFactory.instance.objectNode()))))
                .anyMatch(property -> property.contains("is on its topic"))
                .anyMatch(property -> property.startsWith("O4"));
    }
}
