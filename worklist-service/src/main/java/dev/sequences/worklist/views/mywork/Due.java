package dev.sequences.worklist.views.mywork;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Which part of the live items a list shows. */
enum Due {
    /** To be done now. */
    DUE("status = 'open'"),
    /** To be done since yesterday or longer. */
    OVERDUE("status = 'open'"),
    /** Of this day, done hours and those to come. */
    TODAY("status in ('open', 'snoozed')"),
    FROM_TOMORROW("status in ('open', 'snoozed')"),
    /** The sequence waits. */
    WAITING("status = 'waiting'"),
    /** Everything that is not closed, however old. */
    ALL("status in ('open', 'snoozed', 'waiting')");

    private final String condition;

    Due(String condition) {
        this.condition = condition;
    }

    /** Borders of the list in time; null means none. {@code from} belongs to it, {@code before} does not. */
    record Span(@Nullable Instant from, @Nullable Instant before) {}

    /** A constant, so that the planner can prove that a partial index fits. */
    String condition() {
        return condition;
    }

    Span span(Moments moments) {
        return switch (this) {
            // The present moment is due, and the database keeps microseconds.
            case DUE -> new Span(moments.oldest(), moments.now().plusNanos(1_000));
            case OVERDUE -> new Span(moments.oldest(), moments.startOfToday());
            case TODAY -> new Span(moments.startOfToday(), moments.startOfTomorrow());
            case FROM_TOMORROW -> new Span(moments.startOfTomorrow(), null);
            case WAITING, ALL -> new Span(null, null);
        };
    }
}
