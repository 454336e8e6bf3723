package dev.sequences.segment.segment.model;

/** What has happened to a segment. */
public sealed interface SegmentEvent {

    record SegmentCreated(SegmentDefinition definition) implements SegmentEvent {}

    /** Edited while inactive; evaluation does not know it yet. */
    record SegmentChanged(SegmentDefinition definition) implements SegmentEvent {}

    /** From now on evaluation uses this rule: on activation, and with every edit of an active segment. */
    record SegmentActivated(SegmentDefinition definition, int ruleVersion) implements SegmentEvent {}

    record SegmentDeactivated() implements SegmentEvent {}

    record SegmentDeleted() implements SegmentEvent {}
}
