package dev.sequences.chassis.eventlog;

import java.util.function.Function;

/**
 * When and how the state of an aggregate is stored, so that loading it reads the snapshot and the later events only.
 *
 * @param every number of events after which a new snapshot is stored; greater than 0
 * @param stored converts the state to its stored form, whose class must be listed, see {@link EventNames#snapshot}
 * @param state converts the stored form back to the state
 */
public record Snapshots<S>(int every, Function<S, Object> stored, Function<Object, S> state) {

    /** Returns snapshots that store the state itself. */
    public static <S> Snapshots<S> of(int every, Class<S> state) {
        return new Snapshots<>(every, whole -> whole, state::cast);
    }

    /** Returns snapshots that store another class, for states that do not deserialize from JSON themselves, e.g. sealed interfaces. */
    public static <S, T> Snapshots<S> of(int every, Class<T> shape, Function<S, T> stored, Function<T, S> state) {
        return new Snapshots<>(every, stored::apply, read -> state.apply(shape.cast(read)));
    }
}
