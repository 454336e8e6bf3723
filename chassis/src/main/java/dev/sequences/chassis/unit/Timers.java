package dev.sequences.chassis.unit;

import dev.sequences.chassis.eventlog.Recorded;
import dev.sequences.chassis.flow.Cause;
import java.time.Instant;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** The timers of one unit of work. Setting the same id again moves the timer; cancelling an unknown one does nothing. */
public interface Timers {

    /**
     * @param id stable and unique, e.g. {@code wait:<stepId>}
     * @param kind the kind of the {@code TimerHandler} that fires it
     * @param owner id of the aggregate it is for; handlers preload it
     * @param due never fires before the database clock has reached it
     * @param because the event that starts it: what the timer brings about belongs to the same flow. Null when there is none; then the
     *     owner is the flow
     */
    void set(String id, String kind, String owner, Instant due, @Nullable Recorded<?> because);

    /** As above, without an event that starts it. */
    default void set(String id, String kind, String owner, Instant due) {
        set(id, kind, owner, due, null);
    }

    /**
     * Sees to it that the timer is due at {@code due} or before: sets it where there is none, and never moves it to a later moment. For
     * what is looked at now and then while its occasions come one after another.
     *
     * @param because the flow that it belongs to, and as causation the id of what starts it
     */
    void setNoLaterThan(String id, String kind, String owner, Instant due, Cause because);

    /** Sets a timer that is due, and gone by that, once more: it stays with the event that started it. */
    void reschedule(DueTimer timer, Instant due);

    void cancel(String id);

    /** The rows of these are gone already: to cancel one of them, as a model does that tells of its end, costs nothing. */
    void markRemoved(Collection<DueTimer> due);
}
