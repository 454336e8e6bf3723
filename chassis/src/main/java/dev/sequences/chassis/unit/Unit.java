package dev.sequences.chassis.unit;

import dev.sequences.chassis.eventlog.AggregateType;
import dev.sequences.chassis.flow.Cause;
import java.sql.Connection;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One open PostgreSQL transaction, shared by commands that arrived together. Events, timers and claims are collected
 * and written at its end; a refused command has no effect.
 *
 * <p>Not thread-safe; use it only on the thread that {@link Units} runs the work on.
 */
public interface Unit {

    /** Returns the time of this unit: the database clock plus the offset of the suite's clock. Constant during the unit. */
    Instant now();

    /** Returns the connection for reads and for writes to the service's tables. The writes of refused work are undone. */
    Connection connection();

    /** Reads many streams with one query. Call it before a loop over {@link #execute}. */
    void preload(Collection<String> aggregateIds);

    /**
     * Returns the class of the last stored event of each existing stream, with one query and without reading the streams. Events of this
     * unit are not included.
     */
    Map<String, Class<?>> lastEventTypes(Collection<String> aggregateIds);

    /** Returns state and version, including the changes of this unit; version 0 if the aggregate does not exist. */
    <C, S, E> Loaded<S> load(AggregateType<C, S, E> type, String id);

    /** Executes a command; its events are stored when the unit commits. */
    default <C, S, E> Outcome<S, E> execute(AggregateType<C, S, E> type, String id, C command, Cause cause) {
        return execute(type, id, command, cause, null);
    }

    /** Executes a command; refuses it with {@code stale-version} unless the stream has {@code expectedVersion} events. */
    <C, S, E> Outcome<S, E> execute(
            AggregateType<C, S, E> type, String id, C command, Cause cause, @Nullable Long expectedVersion);

    /**
     * Records an event of an entity that is stored as a table row instead of a stream. The caller numbers the events of one id without
     * gaps from 0, and stores the last number in the same transaction.
     */
    void publish(String aggregateType, String id, long position, Object fact, Cause cause);

    /** Returns the timers; changes are stored with this unit. */
    Timers timers();

    /** Returns the unique names; claims and releases are stored with this unit. */
    Claims claims();

    /** Runs the action after a successful commit. Only for wake-ups and caches: a crash after the commit loses it. */
    void afterCommit(Runnable action);
}
