package dev.sequences.local.demo;

import java.util.ArrayList;
import java.util.List;

/** Equations that hold when nothing was lost and nothing happened twice. */
final class StoryChecks {

    private record Check(String left, long leftValue, String right, long rightValue) {

        boolean holds() {
            return leftValue == rightValue;
        }
    }

    private final List<Check> checks = new ArrayList<>();

    void equal(String left, long leftValue, String right, long rightValue) {
        checks.add(new Check(left, leftValue, right, rightValue));
    }

    /**
     * @param floor what the sellers had on their lists and what they were acknowledged, by the demo's own count
     * @param waiting enrollments in the wait
     */
    void funnel(Funnel funnel, SalesFloor floor, long waiting) {
        var acknowledged = floor.acknowledged();
        for (var key : StorySequence.STEPS) {
            var step = funnel.step(key);
            equal(
                    "%s entered".formatted(step.name()),
                    step.entered(),
                    "in progress + completed + skipped + cancelled",
                    step.inProgress() + step.closed() + step.cancelled());
            equal(
                    "%s entered".formatted(step.name()),
                    step.entered(),
                    "different items on the lists",
                    floor.listed(key));
            equal(
                    "%s completed".formatted(step.name()),
                    step.completed(),
                    "completions acknowledged to sellers",
                    acknowledged.completedOf(key));
            equal(
                    "%s skipped".formatted(step.name()),
                    step.skipped(),
                    "skips acknowledged to sellers",
                    acknowledged.skippedOf(key));
        }
        var introduction = funnel.step(StorySequence.INTRODUCTION);
        var call = funnel.step(StorySequence.CALL);
        var meeting = funnel.step(StorySequence.MEETING);
        equal(
                "%s closed".formatted(introduction.name()),
                introduction.closed(),
                "%s entered + still waiting".formatted(call.name()),
                call.entered() + waiting);
        equal(
                "%s closed".formatted(call.name()),
                call.closed(),
                "%s entered".formatted(meeting.name()),
                meeting.entered());
        equal(
                "%s closed".formatted(meeting.name()),
                meeting.closed(),
                "ended with sequence-completed",
                funnel.ended("sequence-completed"));
    }

    /** Prints every check with both numbers. */
    boolean print(Progress progress) {
        for (var check : checks) {
            progress.line(
                    "%-7s %s = %s: %,d %s %,d",
                    check.holds() ? "ok" : "FAILED",
                    check.left(),
                    check.right(),
                    check.leftValue(),
                    check.holds() ? "=" : "is not",
                    check.rightValue());
        }
        return checks.stream().allMatch(Check::holds);
    }
}
