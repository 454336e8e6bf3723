package dev.sequences.chassis.decider;

/**
 * A pure model without clock, randomness or framework. Commands carry the time, new ids and reference data.
 *
 * @param <C> commands, in the imperative
 * @param <S> state; immutable
 * @param <E> events, facts in the past tense
 */
public interface Decider<C, S, E> {

    /** Returns the state before the first event. */
    S initial();

    /** Accepts the command with its events, or refuses it with codes. A command that changes nothing is accepted without events. */
    Decision<E> decide(S state, C command);

    /** Applies one event. Must accept every stored event; never throws. */
    S evolve(S state, E event);
}
