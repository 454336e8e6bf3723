package dev.sequences.worklist.views.mywork;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * The points in time that one list is filtered by.
 *
 * @param oldest items due before it are not in the lists of due work
 */
record Moments(Instant now, Instant oldest, Instant startOfToday, Instant startOfTomorrow) {

    static Moments at(Instant now, ZoneId zone, Duration window) {
        LocalDate today = now.atZone(zone).toLocalDate();
        return new Moments(
                now,
                now.minus(window),
                today.atStartOfDay(zone).toInstant(),
                today.plusDays(1).atStartOfDay(zone).toInstant());
    }
}
