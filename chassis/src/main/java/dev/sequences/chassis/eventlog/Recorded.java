package dev.sequences.chassis.eventlog;

import dev.sequences.chassis.flow.Cause;
import java.time.Instant;

/**
 * A domain event with its metadata.
 *
 * @param eventId UUIDv7; the same on every publication
 * @param aggregateType logical name of the aggregate type
 * @param position position in the aggregate's stream, without gaps from 0
 * @param at time of the unit of work: the database clock plus the offset of the suite's clock
 */
public record Recorded<E>(
        String eventId, String aggregateType, String aggregateId, long position, E event, Instant at, Cause cause) {

    public Recorded<E> withCause(Cause other) {
        return new Recorded<>(eventId, aggregateType, aggregateId, position, event, at, other);
    }
}
