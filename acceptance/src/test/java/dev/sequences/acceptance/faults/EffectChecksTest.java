package dev.sequences.acceptance.faults;

import static dev.sequences.acceptance.faults.CapturedRun.broken;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Corrupted evidence: missing effects in the next service. */
class EffectChecksTest {

    @Test
    void findsAStepWithoutAWorkItem() {
        assertThat(broken(run -> run.topics.remove(run.record(run.event("work-item.opened")))))
                .anyMatch(property -> property.contains("on the work list exactly once"));
    }

    @Test
    void findsACompletedStepWithoutProgress() {
        assertThat(broken(run -> {
                    LogEvent done = run.event("work-item.completed");
                    run.topics.removeIf(record -> record.is("sequences.enrollment.step-completed.v1")
                            && record.text("stepId").equals(done.text("/step/stepId")));
                }))
                .anyMatch(property -> property.contains("closed its step"));
    }

    @Test
    void findsAnUnprocessedActivity() {
        assertThat(broken(run -> run.rows("enrollment.activity").clear()))
                .containsExactly("O1 every activity is recorded, and delivered once to each enrollment");
    }

    @Test
    void findsAClaimOfAnEndedEnrollment() {
        LogEvent ended = new CapturedRun().event("enrollment.enrollment-ended");
        assertThat(broken(run -> run.add(
                        "enrollment.claim",
                        "{'kind':'open-enrollment','key':'s/lead/r','holder':'" + ended.aggregateId() + "'}")))
                .containsExactly("O1 every open enrollment has the claim on its record, and no ended one has");
    }
}
