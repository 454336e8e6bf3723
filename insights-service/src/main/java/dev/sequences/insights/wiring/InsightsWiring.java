package dev.sequences.insights.wiring;

import dev.sequences.chassis.eventlog.EventNames;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Insights has no aggregates: its event log is empty and the relay is disabled. */
public class InsightsWiring {

    InsightsWiring() {}

    @Produces
    @Singleton
    static EventNames names() {
        return new EventNames();
    }
}
