package dev.sequences.chassis.unit;

import dev.sequences.chassis.answer.Problem;
import dev.sequences.chassis.decider.Refusal;
import java.util.List;

/** Result of one command. */
public sealed interface Outcome<S, E> {

    /**
     * The command was accepted. The events are durable only after the unit has committed.
     *
     * @param state the state after the events
     * @param version number of events in the stream; the entity tag
     * @param events empty if the command changes nothing
     */
    record Done<S, E>(S state, long version, List<E> events) implements Outcome<S, E> {}

    /** The command was refused; no event was recorded. */
    record Refused<S, E>(List<Refusal> refusals) implements Outcome<S, E> {}

    /**
     * Returns the accepted outcome.
     *
     * @throws Problem with the refusals if the command was refused
     */
    default Done<S, E> orProblem() {
        return switch (this) {
            case Done<S, E> done -> done;
            case Refused<S, E> refused -> throw Problem.of(refused.refusals());
        };
    }
}
