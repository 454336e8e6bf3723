package dev.sequences.designer;

import dev.sequences.chassis.eventlog.EventNames;
import dev.sequences.designer.wiring.DesignerWiring;
import dev.sequences.testkit.history.StoredSamples;

class HistoryTest implements StoredSamples {

    @Override
    public EventNames eventNames() {
        return new DesignerWiring().eventNames();
    }
}
