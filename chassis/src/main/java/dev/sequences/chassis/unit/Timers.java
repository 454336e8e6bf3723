package dev.sequences.chassis.unit;

import dev.sequences.chassis.eventlog.Recorded;
import dev.sequences.chassis.flow.Cause;
import java.time.Instant;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** The timers of one unit of work. Setting an existing id moves the timer; cancelling an unknown id does nothing. */
public interface Timers {

    /**
     * Sets a timer.
     *
     * @param id stable and unique, e.g. {@code wait:<stepId>}
     * @param kind the kind of the {@code TimerHandler} that fires it
     * @param owner id of its aggregate, which is preloaded before the timer fires
     * @param due earliest time at which it fires, by the database clock
     * @param trigger the event that sets the timer; the timer passes on its correlation. Null if there is none: then the owner is the
     *     correlation id
     */
    void set(String id, String kind, String owner, Instant due, @Nullable Recorded<?> trigger);

    /** Sets a timer without a triggering event. */
    default void set(String id, String kind, String owner, Instant due) {
        set(id, kind, owner, due, null);
    }

    /**
     * Sets the timer, or moves it to an earlier time; a timer that is due at {@code due} or before stays unchanged. For checks that many
     * events request and one run serves.
     *
     * @param cause correlation of the timer, and as causation the id of the trigger
     */
    void setNoLaterThan(String id, String kind, String owner, Instant due, Cause cause);

    /** Sets a timer that has fired to a new time, with its original correlation and causation. */
    void reschedule(DueTimer timer, Instant due);

    void cancel(String id);

    /** Marks timers whose rows are deleted already, so that cancelling one of them needs no statement. */
    void markRemoved(Collection<DueTimer> due);
}
