package dev.sequences.chassis.eventlog;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The log of this service, over the names that its wiring lists. */
@ApplicationScoped
class EventLogProducer {

    @Produces
    @Singleton
    EventLog eventLog(EventNames names) {
        return new EventLog(names);
    }
}
