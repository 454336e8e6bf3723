package dev.sequences.segment.segment;

import dev.sequences.chassis.eventlog.AggregateType;
import dev.sequences.segment.segment.model.Segment;
import dev.sequences.segment.segment.model.SegmentCommand;
import dev.sequences.segment.segment.model.SegmentDecider;
import dev.sequences.segment.segment.model.SegmentEvent;

/** Segments as an aggregate. */
final class Segments {

    static final AggregateType<SegmentCommand, Segment, SegmentEvent> SEGMENT =
            AggregateType.of("segment", new SegmentDecider());

    private Segments() {}
}
