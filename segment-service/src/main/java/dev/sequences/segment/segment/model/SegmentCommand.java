package dev.sequences.segment.segment.model;

/** What may be asked of a segment. */
public sealed interface SegmentCommand {

    record CreateSegment(SegmentDefinition definition) implements SegmentCommand {}

    record ChangeSegment(SegmentDefinition definition) implements SegmentCommand {}

    /** {@code activeSegments}: how many are active now, over all record types. */
    record ActivateSegment(int activeSegments) implements SegmentCommand {}

    record DeactivateSegment() implements SegmentCommand {}

    record DeleteSegment() implements SegmentCommand {}
}
