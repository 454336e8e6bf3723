package dev.sequences.chassis.eventlog;

import dev.sequences.chassis.decider.Decider;
import org.jspecify.annotations.Nullable;

/**
 * A type of aggregate of a service.
 *
 * @param name logical name, stored with every event; one word per concept, e.g. {@code enrollment}
 * @param decider the pure model
 * @param snapshots null if the streams stay short
 */
public record AggregateType<C, S, E>(
        String name, Decider<C, S, E> decider, @Nullable Snapshots<S> snapshots) {

    /** Returns a type whose streams stay short and need no snapshots. */
    public static <C, S, E> AggregateType<C, S, E> of(String name, Decider<C, S, E> decider) {
        return new AggregateType<>(name, decider, null);
    }
}
