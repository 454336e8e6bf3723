package dev.sequences.segment.segment;

import dev.sequences.chassis.eventlog.AggregateType;
import dev.sequences.segment.segment.model.Segment;
import dev.sequences.segment.segment.model.SegmentCommand;
import dev.sequences.segment.segment.model.SegmentDecider;
import dev.sequences.segment.segment.model.SegmentEvent;

/** The aggregate type of segments. */
final class Segments {

    static final AggregateType<SegmentCommand, Segment, SegmentEvent> SEGMENT =
            AggregateType.of("segment", new SegmentDecider());

    private Segments() {}
}
