package dev.sequences.segment.segment.model.membership;

import dev.sequences.language.condition.Condition;
import org.jspecify.annotations.Nullable;

/**
 * A segment as evaluation sees it.
 *
 * @param active takes new members; an inactive one only keeps those it has
 * @param disconnects a record that no longer fits leaves, and its enrollment is to end
 */
public record LiveSegment(
        String id,
        int ruleVersion,
        Condition conditions,
        boolean active,
        @Nullable String sequenceId,
        boolean previouslySegmented,
        boolean disconnects) {

    /** The same, as if it were active with these conditions. */
    public LiveSegment simulated(Condition otherConditions) {
        return new LiveSegment(id, ruleVersion, otherConditions, true, sequenceId, previouslySegmented, disconnects);
    }
}
