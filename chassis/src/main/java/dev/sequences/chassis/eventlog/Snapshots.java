package dev.sequences.chassis.eventlog;

import java.util.function.Function;

/**
 * How often the state of a stream is kept, so that a load reads that and what came since instead of everything.
 *
 * @param every a snapshot is stored each time the stream has grown by so many events; more than 0
 * @param stored the shape that is written; its type needs a name, see {@link EventNames#snapshot}
 * @param state the state that was written in that shape
 */
public record Snapshots<S>(int every, Function<S, Object> stored, Function<Object, S> state) {

    /** The state is written as it is. */
    public static <S> Snapshots<S> of(int every, Class<S> state) {
        return new Snapshots<>(every, whole -> whole, state::cast);
    }

    /** The state is written in another shape, for one that JSON would not tell from its siblings. */
    public static <S, T> Snapshots<S> of(int every, Class<T> shape, Function<S, T> stored, Function<T, S> state) {
        return new Snapshots<>(every, stored::apply, read -> state.apply(shape.cast(read)));
    }
}
