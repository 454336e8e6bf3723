package dev.sequences.chassis.unit;

import dev.sequences.chassis.flow.Cause;
import java.time.Instant;

/**
 * A timer that is due. The commit of the unit deletes its row.
 *
 * @param cause cause of the events that the timer triggers: correlation and causation of the event that set it. The trace is new, since
 *     the original one may be a month old
 */
public record DueTimer(String id, String kind, String owner, Instant due, Cause cause) {

    /** Returns the cause with the given actor, e.g. {@code system:wait-timer}. */
    public Cause causeBy(String actor) {
        return new Cause(actor, cause.correlationId(), cause.causationId(), cause.traceParent());
    }
}
