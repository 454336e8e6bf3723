package dev.sequences.language.calendar;

import java.time.LocalTime;

/**
 * A span of local time. It belongs to the day on which it begins.
 *
 * @param to exclusive; on the next day when not later than {@code from}
 */
public record Hours(LocalTime from, LocalTime to) {

    public static final Hours ALL_DAY = new Hours(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT);

    boolean overMidnight() {
        return !to.isAfter(from);
    }
}
