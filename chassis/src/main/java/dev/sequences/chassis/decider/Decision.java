package dev.sequences.chassis.decider;

import java.util.List;

/** What a model answers to a command. */
public sealed interface Decision<E> {

    /** The facts that follow; none when the state already is as wanted. */
    record Accepted<E>(List<E> events) implements Decision<E> {}

    /** Why not; at least one reason. Nothing happened. */
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
