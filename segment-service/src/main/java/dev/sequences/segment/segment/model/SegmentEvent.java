package dev.sequences.segment.segment.model;

/** Events of a segment. */
public sealed interface SegmentEvent {

    record SegmentCreated(SegmentDefinition definition) implements SegmentEvent {}

    /** Edited while inactive; does not affect evaluation before the next activation. */
    record SegmentChanged(SegmentDefinition definition) implements SegmentEvent {}

    /** Evaluation uses this rule from now on. Stored on activation and for every edit of an active segment. */
    record SegmentActivated(SegmentDefinition definition, int ruleVersion) implements SegmentEvent {}

    record SegmentDeactivated() implements SegmentEvent {}

    record SegmentDeleted() implements SegmentEvent {}
}
