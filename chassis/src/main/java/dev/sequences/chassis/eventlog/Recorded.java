package dev.sequences.chassis.eventlog;

import dev.sequences.chassis.flow.Cause;
import java.time.Instant;

/**
 * A domain event with its place in the log.
 *
 * @param eventId UUIDv7; the same on every publication
 * @param aggregateType logical name of the aggregate
 * @param position position in the aggregate's stream, dense from 0
 * @param at when it happened: the database clock, moved by the suite clock
 */
public record Recorded<E>(
        String eventId, String aggregateType, String aggregateId, long position, E event, Instant at, Cause cause) {}
