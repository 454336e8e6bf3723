package dev.sequences.enrollment.history;

import dev.sequences.chassis.eventlog.EventNames;
import dev.sequences.enrollment.enrollment.Enrollments;
import dev.sequences.testkit.history.StoredSamples;

class HistoryTest implements StoredSamples {

    @Override
    public EventNames eventNames() {
        return Enrollments.names();
    }
}
