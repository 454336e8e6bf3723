package dev.sequences.chassis.decider;

/**
 * A pure model: no clock, no random, no framework. Time, new ids and reference data arrive in the command.
 *
 * @param <C> commands, in the imperative
 * @param <S> state; immutable
 * @param <E> events, facts in the past tense
 */
public interface Decider<C, S, E> {

    /** The state before the first event. */
    S initial();

    /** Accepts with events, or refuses with codes. Accepting with no event means: nothing to do, already so. */
    Decision<E> decide(S state, C command);

    /** Folds one event. Never refuses and never throws: what has been stored has happened. */
    S evolve(S state, E event);
}
