package dev.sequences.segment.segment.model;

/** A segment's state. */
public sealed interface Segment {

    /** Never created. */
    record Unknown() implements Segment {}

    /**
     * @param active accepts new members
     * @param ruleVersion number of the rule that evaluation uses; 0 before the first activation
     */
    record Defined(SegmentDefinition definition, boolean active, int ruleVersion) implements Segment {}

    /** Deleted permanently. */
    record Deleted() implements Segment {}
}
