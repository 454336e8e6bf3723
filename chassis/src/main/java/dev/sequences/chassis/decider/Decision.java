package dev.sequences.chassis.decider;

import java.util.List;

/** Result of {@link Decider#decide}. */
public sealed interface Decision<E> {

    /** The command was accepted; no events if it changes nothing. */
    record Accepted<E>(List<E> events) implements Decision<E> {}

    /** The command was refused, for at least one reason. */
    record Refused<E>(List<Refusal> refusals) implements Decision<E> {}

    @SafeVarargs
    static <E> Decision<E> accept(E... events) {
        return new Accepted<>(List.of(events));
    }

    static <E> Decision<E> accept(List<? extends E> events) {
        return new Accepted<>(List.copyOf(events));
    }

    static <E> Decision<E> refuse(Refusal refusal) {
        return new Refused<>(List.of(refusal));
    }

    static <E> Decision<E> refuse(List<Refusal> refusals) {
        return new Refused<>(List.copyOf(refusals));
    }
}
