package dev.sequences.segment.segment.model;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a person draws up.
 *
 * @param priority 1 is first; of two with the same, the older one
 * @param conditions the tree as drawn
 * @param sequenceId members are enrolled in it; null when the segment only sorts
 * @param previouslySegmented members of other segments may move here
 * @param onLeave what becomes of the enrollment when a record leaves
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

    public SegmentDefinition named(String otherName, int otherPriority) {
        return new SegmentDefinition(
                otherName,
                description,
                recordType,
                otherPriority,
                conditions,
                sequenceId,
                previouslySegmented,
                runAssignmentOnMove,
                onLeave);
    }
}
