package dev.sequences.acceptance.faults;

import static dev.sequences.acceptance.faults.CapturedRun.broken;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.junit.jupiter.api.Test;

/** Corrupted enrollment progress: advances, failures, caps. */
class WalkChecksTest {

    @Test
    void findsAnAdvanceWithoutATargetEnrollment() {
        LogEvent come = new CapturedRun()
                .log.stream()
                        .filter(event -> event.text("/source").equals("command"))
                        .findFirst()
                        .orElseThrow();
        assertThat(broken(run -> run.log.removeIf(event -> event.aggregateId().equals(come.aggregateId()))))
                .anyMatch(property -> property.contains("every advance"));
        assertThat(broken(run -> run.log.remove(run.event("enrollment.advance-requested"))))
                .anyMatch(property -> property.contains("every advance"));
    }

    @Test
    void findsARetryWithoutAFailureAndOneWithoutAResult() {
        assertThat(broken(run -> {
                    LogEvent failed = run.event("enrollment.step-failed");
                    run.log.set(run.log.indexOf(failed), CapturedRun.named(failed, "enrollment.activity-noted"));
                }))
                .anyMatch(property -> property.contains("a failed step stops"));
        assertThat(broken(run -> {
                    LogEvent again = run.event("enrollment.step-retried");
                    run.log.removeIf(event ->
                            event.aggregateId().equals(again.aggregateId()) && event.sequence() > again.sequence());
                }))
                .anyMatch(property -> property.contains("a failed step stops"));
    }

    @Test
    void findsADayWithAWrongCountOrTooManyActions() {
        for (int used : new int[] {0, 99}) {
            assertThat(broken(run ->
                            run.alter("enrollment.daily_count", 0, "used", JsonNodeFactory.instance.numberNode(used))))
                    .containsExactly("O1 no sequence exceeds its daily cap, and all actions are counted");
        }
    }

    @Test
    void findsARequestOfAnEndedEnrollment() {
        LogEvent ended = new CapturedRun().event("enrollment.enrollment-ended");
        assertThat(broken(run -> run.add(
                        "enrollment.exit_reference",
                        "{'to_key':'account:a','enrollment_id':'" + ended.aggregateId() + "'}")))
                .containsExactly("O1 no ended enrollment refers to other records");
    }
}
