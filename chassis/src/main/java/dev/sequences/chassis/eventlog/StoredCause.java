package dev.sequences.chassis.eventlog;

import dev.sequences.chassis.flow.Cause;
import org.jspecify.annotations.Nullable;

/** What is kept beside an event of who and what brought it about. Events of other times may lack some of it. */
record StoredCause(
        @Nullable String actor,
        @Nullable String correlationId,
        @Nullable String causationId,
        @Nullable String traceparent) {

    /** An event that belongs to no flow is one of its own. */
    Cause of(String eventId) {
        return new Cause(
                actor == null ? "unknown" : actor,
                correlationId == null ? eventId : correlationId,
                causationId,
                traceparent);
    }
}
