package dev.sequences.worklist.views.mywork;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The part of the live items that a list returns. */
enum Due {
    /** Due now. */
    DUE("status = 'open'"),
    /** Due before today. */
    OVERDUE("status = 'open'"),
    /** Due today, at any hour. */
    TODAY("status in ('open', 'snoozed')"),
    FROM_TOMORROW("status in ('open', 'snoozed')"),
    /** A wait of the sequence. */
    WAITING("status = 'waiting'"),
    /** All items that are not closed, whatever their age. */
    ALL("status in ('open', 'snoozed', 'waiting')");

    private final String condition;

    Due(String condition) {
        this.condition = condition;
    }

    /** Range of due times, {@code from} inclusive and {@code before} exclusive; null means unbounded. */
    record Span(@Nullable Instant from, @Nullable Instant before) {}

    /** A constant, so that the planner can prove that a partial index fits. */
    String condition() {
        return condition;
    }

    Span span(Moments moments) {
        return switch (this) {
            // Includes items that are due exactly now; the database stores microseconds.
            case DUE -> new Span(moments.oldest(), moments.now().plusNanos(1_000));
            case OVERDUE -> new Span(moments.oldest(), moments.startOfToday());
            case TODAY -> new Span(moments.startOfToday(), moments.startOfTomorrow());
            case FROM_TOMORROW -> new Span(moments.startOfTomorrow(), null);
            case WAITING, ALL -> new Span(null, null);
        };
    }
}
