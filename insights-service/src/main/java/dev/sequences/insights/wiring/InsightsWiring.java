package dev.sequences.insights.wiring;

import dev.sequences.chassis.eventlog.EventNames;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Insights decides nothing: it has no aggregates, so its own log has no events and the relay is off. */
public class InsightsWiring {

    InsightsWiring() {}

    @Produces
    @Singleton
    static EventNames names() {
        return new EventNames();
    }
}
