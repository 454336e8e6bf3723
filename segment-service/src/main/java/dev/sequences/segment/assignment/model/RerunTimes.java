package dev.sequences.segment.assignment.model;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * When unassigned records of a segment are assigned again (domain rule 7.12).
 *
 * @param from first day
 * @param times one or two times of day
 */
public record RerunTimes(LocalDate from, Set<DayOfWeek> days, List<LocalTime> times) {

    public RerunTimes {
        days = Set.copyOf(days);
        times = List.copyOf(times);
    }

    /** Returns the first time after a moment. A time in the hour that a change of clocks skips moves behind it. */
    public Optional<Instant> next(Instant after, ZoneId zone) {
        LocalDate today = LocalDate.ofInstant(after, zone);
        LocalDate first = today.isAfter(from) ? today : from;
        return Stream.iterate(first, day -> day.plusDays(1))
                .limit(9)
                .filter(day -> days.contains(day.getDayOfWeek()))
                .flatMap(day ->
                        times.stream().map(time -> day.atTime(time).atZone(zone).toInstant()))
                .filter(at -> at.isAfter(after))
                .min(Comparator.naturalOrder());
    }
}
