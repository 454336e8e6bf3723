package dev.sequences.segment.history;

import dev.sequences.chassis.eventlog.EventNames;
import dev.sequences.segment.wiring.SegmentWiring;
import dev.sequences.testkit.history.StoredSamples;

class HistoryTest implements StoredSamples {

    @Override
    public EventNames eventNames() {
        return SegmentWiring.names();
    }
}
