package dev.sequences.enrollment.enrollment.model.calendar;

import dev.sequences.language.calendar.Absence;
import dev.sequences.language.calendar.CalendarEnd;
import dev.sequences.language.calendar.Hours;
import dev.sequences.language.calendar.OpeningHours;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Days of one time zone on which something with opening hours in another zone is open: a sequence counts days in its own zone
 * while its sellers work in theirs. A day is open when it contains an open moment.
 *
 * @param zone in which days are counted
 * @param openings the opening hours, in any zone
 */
public record OpenDays(ZoneId zone, OpeningHours openings) {

    /** Counts days in the zone of the opening hours. */
    public static OpenDays of(OpeningHours openings) {
        return new OpenDays(openings.zone(), openings);
    }

    public LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, zone);
    }

    /** Returns the first open moment on {@code day} or later. */
    public Instant openingOn(LocalDate day) {
        return openings.nextOpen(day.atStartOfDay(zone).toInstant());
    }

    /** Returns the first open day on {@code day} or later. */
    public LocalDate next(LocalDate day) {
        return day(openingOn(day));
    }

    /** Returns the first open day after {@code day}. */
    public LocalDate after(LocalDate day) {
        return next(day.plusDays(1));
    }

    /** Returns a text that is equal for two instances exactly if they have the same rules. */
    public String canonicalText() {
        StringBuilder words = new StringBuilder(zone.getId());
        words.append(' ').append(openings.zone().getId());
        append(words, openings.week());
        openings.closed().days().stream().sorted().forEach(day -> words.append(' ')
                .append(day));
        openings.closed().yearly().stream().sorted().forEach(day -> words.append(' ')
                .append(day));
        openings.absences().stream()
                .sorted(Comparator.comparing(Absence::from).thenComparing(Absence::to))
                .forEach(absence ->
                        words.append(' ').append(absence.from()).append('/').append(absence.to()));
        CalendarEnd end = openings.end();
        if (end != null) {
            append(words.append(" until ").append(end.lastDay()), end.weekAfter());
        }
        return words.toString();
    }

    private static void append(StringBuilder words, Map<DayOfWeek, List<Hours>> week) {
        for (DayOfWeek day : DayOfWeek.values()) {
            week.getOrDefault(day, List.of()).stream()
                    .sorted(Comparator.comparing(Hours::from).thenComparing(Hours::to))
                    .forEach(hours -> words.append(' ')
                            .append(day.getValue())
                            .append(' ')
                            .append(hours.from())
                            .append('-')
                            .append(hours.to()));
        }
    }
}
