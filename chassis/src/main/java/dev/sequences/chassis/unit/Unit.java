package dev.sequences.chassis.unit;

import dev.sequences.chassis.eventlog.AggregateType;
import dev.sequences.chassis.flow.Cause;
import java.sql.Connection;
import java.time.Instant;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * One open PostgreSQL transaction, shared by the commands that arrived together. Events, timers and claims are collected
 * and written at its end; a refused command leaves nothing behind.
 *
 * <p>Not thread-safe; used only on the thread that {@link Units} gives it to.
 */
public interface Unit {

    /** Time of this unit: the database clock plus the suite's shift. The same value for the whole unit. */
    Instant now();

    /** For reads, and for writes of tables of our own. A write whose work then fails takes the whole unit back. */
    Connection connection();

    /** Reads many streams in one query. Worth a call before a loop over {@link #execute}. */
    void preload(Collection<String> aggregateIds);

    /** State and version; version 0 when it does not exist. Sees what this unit has decided already. */
    <C, S, E> Loaded<S> load(AggregateType<C, S, E> type, String id);

    /** Decides; the events are recorded when the unit commits. */
    default <C, S, E> Outcome<S, E> execute(AggregateType<C, S, E> type, String id, C command, Cause cause) {
        return execute(type, id, command, cause, null);
    }

    /** Decides only if the stream has {@code expectedVersion} events; otherwise refuses with {@code stale-version}. */
    <C, S, E> Outcome<S, E> execute(
            AggregateType<C, S, E> type, String id, C command, Cause cause, @Nullable Long expectedVersion);

    /**
     * Records a fact about something whose state is a table of ours and not a stream. The caller numbers the facts of one
     * id densely from 0, in the same transaction as the row that holds the number.
     */
    void publish(String aggregateType, String id, long position, Object fact, Cause cause);

    /** Timers that are set and cancelled with this unit. */
    Timers timers();

    /** Names that at most one holder may have, taken and released with this unit. */
    Claims claims();

    /** Runs after the commit, never when it fails. For wake-ups and caches; an accelerator, never the truth. */
    void afterCommit(Runnable action);
}
