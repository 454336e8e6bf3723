package dev.sequences.chassis.flow;

import org.jspecify.annotations.Nullable;

/**
 * Who and what brought a fact about; stored with every event and sent in its envelope.
 *
 * @param actor user id, or {@code system:<policy or intake>}
 * @param correlationId the flow it belongs to; kept over all services
 * @param causationId id of the event, message or request that led to it; null at the start of a flow
 * @param traceParent W3C trace context of the hop; null when the flow is not traced
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
