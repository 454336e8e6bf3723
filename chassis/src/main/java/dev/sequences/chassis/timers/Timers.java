package dev.sequences.chassis.timers;

import java.time.Instant;

/** The timers of one unit of work. Setting the same id again moves the timer; cancelling an unknown one does nothing. */
public interface Timers {

    /**
     * @param id stable and unique, e.g. {@code wait:<stepId>}
     * @param kind which {@link TimerHandler} takes it
     * @param owner id of the aggregate it is for; handlers preload it
     * @param due never fires before the database clock has reached it
     */
    void set(String id, String kind, String owner, Instant due);

    void cancel(String id);
}
