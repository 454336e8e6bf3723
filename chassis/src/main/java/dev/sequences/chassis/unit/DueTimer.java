package dev.sequences.chassis.unit;

import dev.sequences.chassis.flow.Cause;
import java.time.Instant;

/**
 * A timer whose time has come. Its row is gone when the unit commits.
 *
 * @param cause for what it brings about: the flow of the event that set it, caused by that event. The trace is a new one, since the
 *     old one may be a month of age
 */
public record DueTimer(String id, String kind, String owner, Instant due, Cause cause) {

    /** The cause, with {@code actor}, e.g. {@code system:wait-timer}, as the one who acts. */
    public Cause by(String actor) {
        return new Cause(actor, cause.correlationId(), cause.causationId(), cause.traceParent());
    }
}
