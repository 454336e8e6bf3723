package dev.sequences.segment.segment.model;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The definition of a segment as entered by a user.
 *
 * @param priority 1 is evaluated first; of equal priorities, the older segment is first
 * @param conditions the unparsed condition tree
 * @param sequenceId sequence that members are enrolled in; null if members are not enrolled
 * @param previouslySegmented whether members of other segments may move to this one
 * @param onLeave what happens to a member that no longer matches
 */
public record SegmentDefinition(
        String name,
        String description,
        String recordType,
        int priority,
        Map<String, Object> conditions,
        @Nullable String sequenceId,
        boolean previouslySegmented,
        boolean runAssignmentOnMove,
        OnLeave onLeave) {

    public SegmentDefinition withPriority(int newPriority) {
        return copy(name, newPriority);
    }

    public SegmentDefinition copy(String newName, int newPriority) {
        return new SegmentDefinition(
                newName,
                description,
                recordType,
                newPriority,
                conditions,
                sequenceId,
                previouslySegmented,
                runAssignmentOnMove,
                onLeave);
    }
}
