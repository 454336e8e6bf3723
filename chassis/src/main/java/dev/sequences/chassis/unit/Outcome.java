package dev.sequences.chassis.unit;

import dev.sequences.chassis.answer.Problem;
import dev.sequences.chassis.decider.Refusal;
import java.util.List;

/** What became of one command. */
public sealed interface Outcome<S, E> {

    /**
     * Accepted. Durable only when the unit has committed.
     *
     * @param state the state after the events
     * @param version number of events in the stream; the entity tag
     * @param events none when the state already was as wanted
     */
    record Done<S, E>(S state, long version, List<E> events) implements Outcome<S, E> {}

    /** Refused; nothing was recorded. */
    record Refused<S, E>(List<Refusal> refusals) implements Outcome<S, E> {}

    /** The accepted outcome, or a {@link Problem} that tells the refusals. */
    default Done<S, E> orProblem() {
        return switch (this) {
            case Done<S, E> done -> done;
            case Refused<S, E> refused -> throw Problem.of(refused.refusals());
        };
    }
}
