package dev.sequences.enrollment.enrollment.model.calendar;

import java.util.Locale;

/** What a daily cap can limit. */
public enum CappedAction {
    ENROLLMENTS,
    EMAILS,
    TEXTS,
    STEPS;

    /** Returns the stored name. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
