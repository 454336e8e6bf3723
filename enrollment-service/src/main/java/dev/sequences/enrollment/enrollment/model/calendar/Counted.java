package dev.sequences.enrollment.enrollment.model.calendar;

import java.util.Locale;

/** What a sequence may have a daily cap for. */
public enum Counted {
    ENROLLMENTS,
    EMAILS,
    TEXTS,
    STEPS;

    /** As stored. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
