package dev.sequences.chassis.flow;

import org.jspecify.annotations.Nullable;

/**
 * Actor, correlation and causation of an event; stored with it and sent in its envelope.
 *
 * @param actor user id, or {@code system:<policy or intake>}
 * @param correlationId id of the flow; the same in all services
 * @param causationId id of the event, message or request that caused the event; null at the start of a flow
 * @param traceParent W3C trace context of the hop; null if there is none
 */
public record Cause(
        String actor,
        String correlationId,
        @Nullable String causationId,
        @Nullable String traceParent) {

    /** Returns the cause of a command that a policy of this service issues after the event {@code eventId}. */
    public Cause followUp(String policy, String eventId) {
        return new Cause("system:" + policy, correlationId, eventId, traceParent);
    }
}
