package dev.sequences.local.demo;

import java.util.ArrayList;
import java.util.List;

/** Equations that are true when nothing was lost and nothing happened twice. */
final class DemoChecks {

    private record Check(String left, long leftValue, String right, long rightValue) {

        boolean passes() {
            return leftValue == rightValue;
        }
    }

    private final List<Check> checks = new ArrayList<>();

    void equal(String left, long leftValue, String right, long rightValue) {
        checks.add(new Check(left, leftValue, right, rightValue));
    }

    /**
     * @param sellers counts of listed items and acknowledged actions
     * @param waiting number of enrollments in the wait
     */
    void funnel(Funnel funnel, SellerSimulation sellers, long waiting) {
        var acknowledged = sellers.acknowledged();
        for (var key : DemoSequence.STEPS) {
            var step = funnel.step(key);
            equal(
                    "%s entered".formatted(step.name()),
                    step.entered(),
                    "in progress + completed + skipped + cancelled",
                    step.inProgress() + step.closed() + step.cancelled());
            equal(
                    "%s entered".formatted(step.name()),
                    step.entered(),
                    "distinct items on the lists",
                    sellers.listed(key));
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
        var introduction = funnel.step(DemoSequence.INTRODUCTION);
        var call = funnel.step(DemoSequence.CALL);
        var meeting = funnel.step(DemoSequence.MEETING);
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

    /**
     * Prints every check with both numbers.
     *
     * @return whether all passed
     */
    boolean print(Progress progress) {
        for (var check : checks) {
            progress.line(
                    "%-7s %s = %s: %,d %s %,d",
                    check.passes() ? "ok" : "FAILED",
                    check.left(),
                    check.right(),
                    check.leftValue(),
                    check.passes() ? "=" : "is not",
                    check.rightValue());
        }
        return checks.stream().allMatch(Check::passes);
    }
}
