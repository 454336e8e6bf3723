package dev.sequences.segment.segment.model;

/** Commands on a segment. */
public sealed interface SegmentCommand {

    record CreateSegment(SegmentDefinition definition) implements SegmentCommand {}

    record ChangeSegment(SegmentDefinition definition) implements SegmentCommand {}

    /** @param activeSegments current number of active segments of all record types */
    record ActivateSegment(int activeSegments) implements SegmentCommand {}

    record DeactivateSegment() implements SegmentCommand {}

    record DeleteSegment() implements SegmentCommand {}
}
