package dev.sequences.language.calendar;

import java.time.LocalDate;
import java.time.LocalDateTime;

/**
 * A span of local time without working hours, e.g. an afternoon off.
 *
 * @param from inclusive
 * @param to exclusive
 */
public record Absence(LocalDateTime from, LocalDateTime to) {

    /** Whole days, both inclusive. */
    public static Absence ofDays(LocalDate first, LocalDate last) {
        return new Absence(first.atStartOfDay(), last.plusDays(1).atStartOfDay());
    }
}
