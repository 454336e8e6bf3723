package dev.sequences.chassis.eventlog;

import dev.sequences.chassis.decider.Decider;
import org.jspecify.annotations.Nullable;

/**
 * One kind of aggregate of a service.
 *
 * @param name logical name, stored with every event; one word per concept, e.g. {@code enrollment}
 * @param decider the pure model
 * @param snapshots null for streams that stay short
 */
public record AggregateType<C, S, E>(
        String name, Decider<C, S, E> decider, @Nullable Snapshots<S> snapshots) {

    /** An aggregate whose streams stay short and need no snapshot. */
    public static <C, S, E> AggregateType<C, S, E> of(String name, Decider<C, S, E> decider) {
        return new AggregateType<>(name, decider, null);
    }
}
