package dev.sequences.worklist.views.mywork;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * What "now" and "today" mean for one list.
 *
 * @param oldest what was due before has dropped out of the lists of due work
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
