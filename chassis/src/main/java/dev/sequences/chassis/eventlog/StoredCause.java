package dev.sequences.chassis.eventlog;

import dev.sequences.chassis.flow.Cause;
import org.jspecify.annotations.Nullable;

/** The metadata of a stored event. Older events may lack some of the fields. */
record StoredCause(
        @Nullable String actor,
        @Nullable String correlationId,
        @Nullable String causationId,
        @Nullable String traceparent) {

    /** Returns the cause; without a correlation id, the event starts a flow of its own. */
    Cause toCause(String eventId) {
        return new Cause(
                actor == null ? "unknown" : actor,
                correlationId == null ? eventId : correlationId,
                causationId,
                traceparent);
    }
}
