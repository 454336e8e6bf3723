package dev.sequences.chassis.axon;

import dev.sequences.chassis.decider.Decider;

/**
 * One kind of aggregate of a service.
 *
 * @param name logical name, stored with every event; one word per concept, e.g. {@code enrollment}
 * @param decider the pure model
 * @param snapshotEvery a snapshot is stored each time the stream has grown by so many events; 0 for short streams. The
 *     state's type then needs a name: {@link EventNames#snapshot}
 */
public record AggregateType<C, S, E>(String name, Decider<C, S, E> decider, int snapshotEvery) {

    /** An aggregate whose streams stay short (below about a hundred events) and need no snapshot. */
    public static <C, S, E> AggregateType<C, S, E> of(String name, Decider<C, S, E> decider) {
        return new AggregateType<>(name, decider, 0);
    }
}
