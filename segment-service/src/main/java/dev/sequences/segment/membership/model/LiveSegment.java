package dev.sequences.segment.membership.model;

import dev.sequences.language.condition.Condition;
import org.jspecify.annotations.Nullable;

/**
 * A segment compiled for evaluation.
 *
 * @param active accepts new members; an inactive segment only keeps its members
 * @param runAssignmentOnMove whether assignment rules run for a record that comes from another segment
 * @param disconnects a member that no longer matches leaves, and its enrollment ends
 */
public record LiveSegment(
        String id,
        int ruleVersion,
        Condition conditions,
        boolean active,
        @Nullable String sequenceId,
        boolean previouslySegmented,
        boolean runAssignmentOnMove,
        boolean disconnects) {

    /** A copy that is active with these conditions. */
    public LiveSegment simulated(Condition otherConditions) {
        return new LiveSegment(
                id,
                ruleVersion,
                otherConditions,
                true,
                sequenceId,
                previouslySegmented,
                runAssignmentOnMove,
                disconnects);
    }
}
