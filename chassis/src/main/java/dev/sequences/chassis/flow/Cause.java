package dev.sequences.chassis.flow;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Actor, correlation and causation of an event, and the facts that its decision used; stored with it and sent in its envelope.
 *
 * @param actor user id, or {@code system:<policy or intake>}
 * @param correlationId id of the flow; the same in all services
 * @param causationId id of the event, message or request that caused the event; null at the start of a flow
 * @param traceParent W3C trace context of the hop; null if there is none
 * @param basis versions of the facts of other topics that the decision used
 * @param decidedWithout facts that the message was based on and this service did not know in time
 */
public record Cause(
        String actor,
        String correlationId,
        @Nullable String causationId,
        @Nullable String traceParent,
        List<FactVersion> basis,
        List<FactVersion> decidedWithout) {

    /** Stored causes of earlier releases have neither {@code basis} nor {@code decidedWithout}. */
    public Cause {
        basis = basis == null ? List.of() : List.copyOf(basis);
        decidedWithout = decidedWithout == null ? List.of() : List.copyOf(decidedWithout);
    }

    public Cause(String actor, String correlationId, @Nullable String causationId, @Nullable String traceParent) {
        this(actor, correlationId, causationId, traceParent, List.of(), List.of());
    }

    /** Returns the cause of a command that a policy of this service issues after the event {@code eventId}. */
    public Cause followUp(String policy, String eventId) {
        return new Cause("system:" + policy, correlationId, eventId, traceParent, basis, decidedWithout);
    }

    /** Returns the cause of a decision that uses these facts; null is an unknown version. */
    public Cause basedOn(@Nullable FactVersion... facts) {
        return basedOn(Stream.of(facts).filter(Objects::nonNull).toList());
    }

    /** Returns the cause of a decision that also uses this fact; null is an unknown version. */
    public Cause withFact(@Nullable FactVersion fact) {
        return fact == null || basis.contains(fact)
                ? this
                : basedOn(Stream.concat(basis.stream(), Stream.of(fact)).toList());
    }

    /** Returns the cause of a decision that uses these facts. */
    public Cause basedOn(List<FactVersion> facts) {
        return new Cause(actor, correlationId, causationId, traceParent, facts, decidedWithout);
    }
}
