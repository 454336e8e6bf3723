package dev.sequences.acceptance.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sequences.acceptance.faults.Command.Outcome;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** An oracle that finds nothing proves nothing: each kind of damage is done once, and must be found. */
class CheckerTest {

    @Test
    void findsNothingWrongWithAHealthyRun() {
        assertThat(broken(run -> {})).isEmpty();
    }

    @Test
    void findsAnAcknowledgedCommandWithoutItsEvent() {
        assertThat(broken(run -> run.log.remove(run.event(HealthyRun.FIRST_ITEM, 1))))
                .anyMatch(property -> property.contains("every acknowledged command"));
    }

    @Test
    void findsACommandThatHadItsEffectTwice() {
        assertThat(broken(run -> run.log.add(again(run.event(HealthyRun.FIRST_ITEM, 1), 2))))
                .anyMatch(property -> property.contains("every acknowledged command"));
    }

    @Test
    void findsARefusedCommandThatWasDoneAllTheSame() {
        assertThat(broken(run -> {
                    Command done = run.history.getFirst();
                    run.history.set(
                            0,
                            new Command(
                                    done.key(),
                                    done.asked(),
                                    done.service(),
                                    done.effect(),
                                    done.match(),
                                    Outcome.REFUSED,
                                    409));
                }))
                .anyMatch(property -> property.contains("every acknowledged command"));
    }

    @Test
    void findsAHoleInAStream() {
        assertThat(broken(run -> run.log.remove(run.event(HealthyRun.ENROLLMENT, 2))))
                .anyMatch(property -> property.contains("dense"));
    }

    @Test
    void findsAnEventThatIsThereTwice() {
        assertThat(broken(run -> run.log.add(run.event(HealthyRun.ENROLLMENT, 2))))
                .anyMatch(property -> property.contains("dense"));
    }

    @Test
    void findsAnEventThatNeverReachedItsTopic() {
        assertThat(broken(run -> run.topics.remove(run.record(HealthyRun.ENROLLMENT, 5))))
                .anyMatch(property -> property.contains("is on its topic"));
    }

    @Test
    void findsARecordThatNobodyHasWritten() {
        assertThat(broken(run -> run.log.remove(run.event(HealthyRun.ENROLLMENT, 5))))
                .anyMatch(property -> property.contains("has an event behind it"));
    }

    @Test
    void findsARepeatThatSaysSomethingElse() {
        assertThat(broken(run -> {
                    TopicRecord first = run.record(HealthyRun.ENROLLMENT, 1);
                    ObjectNode other = first.data().deepCopy();
                    other.put("stepKey", "another");
                    run.topics.add(new TopicRecord(first.topic(), 0, 99, first.key(), first.headers(), other));
                }))
                .anyMatch(property -> property.contains("repeats say the same"));
    }

    @Test
    void leavesARepeatAloneThatSaysTheSame() {
        assertThat(broken(run -> {
                    TopicRecord first = run.record(HealthyRun.ENROLLMENT, 1);
                    run.topics.add(new TopicRecord(first.topic(), 0, 99, first.key(), first.headers(), first.data()));
                }))
                .isEmpty();
    }

    @Test
    void findsARecordOutOfOrder() {
        assertThat(broken(run -> {
                    TopicRecord second = run.record(HealthyRun.ENROLLMENT, 1);
                    run.topics.remove(second);
                    run.topics.add(second);
                }))
                .anyMatch(property -> property.contains("keys keep order"));
    }

    @Test
    void findsAnAlteredRowInEveryView() {
        Map<String, String> columns = Map.of(
                "designer.sequence_catalogue", "name",
                "enrollment.enrollment", "step_key",
                "worklist.work_item", "status",
                "insights.enrollment_fact", "completed_steps",
                "insights.step_fact", "status",
                "insights.step_funnel", "entered",
                "insights.enrollment_funnel", "in_progress");
        columns.forEach(
                (table, column) -> assertThat(broken(run -> run.row(table, 0).put(column, "7")))
                        .as("%s of %s altered", column, table)
                        .hasSize(1)
                        .allMatch(property -> property.startsWith("O4")));
    }

    @Test
    void findsAMissingRowAndOneTooManyInAView() {
        assertThat(broken(run -> run.tables.get("worklist.work_item").removeFirst()))
                .anyMatch(property -> property.startsWith("O4 the work list"));
        assertThat(broken(run -> run.tables
                        .get("insights.step_fact")
                        .add(run.row("insights.step_fact", 0).deepCopy().put("step_id", "t9"))))
                .anyMatch(property -> property.startsWith("O4 insights: steps"));
    }

    @Test
    void findsAStepThatIsOnNobodysList() {
        assertThat(broken(run -> run.topics.remove(run.record("w3", 0))))
                .anyMatch(property -> property.contains("on the work list exactly once"));
    }

    @Test
    void findsWorkThatWasDoneAndMovedNothing() {
        assertThat(broken(run -> run.topics.remove(run.record(HealthyRun.ENROLLMENT, 2))))
                .anyMatch(property -> property.contains("closed its step"));
    }

    @Test
    void findsAWaitThatNeverEndsAndHasNoTimer() {
        assertThat(broken(run -> run.log.remove(run.event(HealthyRun.ENROLLMENT, 4))))
                .anyMatch(property -> property.contains("every wait ended once"));
    }

    @Test
    void findsAWaitThatEndedTwice() {
        assertThat(broken(run -> run.log.add(again(run.event(HealthyRun.ENROLLMENT, 4), 6))))
                .anyMatch(property -> property.contains("every wait ended once"));
    }

    @Test
    void findsAWaitThatEndedEarly() {
        assertThat(broken(run -> {
                    LogEvent end = run.event(HealthyRun.ENROLLMENT, 4);
                    ((ObjectNode) end.payload()).put("at", "2026-05-04T09:59:59.999999Z");
                }))
                .anyMatch(property -> property.contains("every wait ended once and not early"));
    }

    @Test
    void findsATimerThatIsDueAndOneThatBelongsToNothing() {
        assertThat(broken(run -> run.rows(
                        "enrollment.timer", "'id':'wait:t9','kind':'wait','due_at':'2026-05-04T11:00:00+00:00'")))
                .anyMatch(property -> property.contains("due and not taken"))
                .anyMatch(property -> property.contains("every wait ended once"));
    }

    @Test
    void findsASnoozeWithoutATimer() {
        assertThat(broken(run -> {
                    LogEvent opened = run.event("w3", 0);
                    ObjectNode payload = opened.payload().deepCopy();
                    payload.put("until", "2026-05-05T10:00:00Z");
                    run.log.add(new LogEvent("worklist", "w3", 1, "w3-1", "work-item.snoozed", opened.at(), payload));
                }))
                .anyMatch(property -> property.contains("every snooze"));
    }

    @Test
    void findsAParkedMessageAndLeavesGarbageParked() {
        assertThat(broken(run -> run.rows("worklist.parked_message", "'record_key':'\\\\x6531'")))
                .anyMatch(property -> property.contains("parked"));
        assertThat(broken(run -> run.rows("worklist.parked_message", "'record_key':'\\\\x676172626167652d31'")))
                .isEmpty();
    }

    private static LogEvent again(LogEvent event, long sequence) {
        return new LogEvent(
                event.service(),
                event.aggregateId(),
                sequence,
                event.aggregateId() + "-" + sequence,
                event.storedName(),
                event.at(),
                event.payload());
    }

    /** The properties that do not hold any more after the damage. */
    private static List<String> broken(Consumer<HealthyRun> damage) {
        HealthyRun run = new HealthyRun();
        damage.accept(run);
        return new Checker(run.evidence(), run.history)
                .verdicts().stream()
                        .filter(verdict -> !verdict.holds())
                        .map(Verdict::property)
                        .toList();
    }
}
