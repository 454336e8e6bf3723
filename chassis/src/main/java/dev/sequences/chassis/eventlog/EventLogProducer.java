package dev.sequences.chassis.eventlog;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Provides the event log with the service's {@link EventNames}. */
@ApplicationScoped
class EventLogProducer {

    @Produces
    @Singleton
    EventLog eventLog(EventNames names) {
        return new EventLog(names);
    }
}
