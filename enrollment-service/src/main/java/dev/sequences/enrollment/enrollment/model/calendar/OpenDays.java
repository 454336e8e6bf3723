package dev.sequences.enrollment.enrollment.model.calendar;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;

/**
 * The days, as they are counted in one zone, on which something is open that may keep the hours of another one: a sequence
 * counts its days in its own zone, while its sellers work in theirs. A day is open when it holds an open moment.
 *
 * @param zone in which days are counted
 * @param openings the hours, in whatever zone
 */
public record OpenDays(ZoneId zone, Openings openings) {

    /** Counted in the zone of the hours. */
    public static OpenDays of(Openings openings) {
        return new OpenDays(openings.zone(), openings);
    }

    public LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, zone);
    }

    /** The first open moment on {@code day} or after it. */
    public Instant openingOn(LocalDate day) {
        return openings.next(day.atStartOfDay(zone).toInstant());
    }

    /** The first open day that is not before {@code day}. */
    public LocalDate next(LocalDate day) {
        return day(openingOn(day));
    }

    /** The first open day after {@code day}. */
    public LocalDate after(LocalDate day) {
        return next(day.plusDays(1));
    }

    /** Two that say the same are open on the same days. */
    public String inWords() {
        StringBuilder words = new StringBuilder(zone.getId());
        words.append(' ').append(openings.zone().getId());
        for (DayOfWeek day : DayOfWeek.values()) {
            openings.week().getOrDefault(day, List.of()).stream()
                    .sorted(Comparator.comparing(Hours::from).thenComparing(Hours::to))
                    .forEach(hours -> words.append(' ')
                            .append(day.getValue())
                            .append(' ')
                            .append(hours.from())
                            .append('-')
                            .append(hours.to()));
        }
        openings.closed().days().stream().sorted().forEach(day -> words.append(' ')
                .append(day));
        openings.closed().yearly().stream().sorted().forEach(day -> words.append(' ')
                .append(day));
        return words.toString();
    }
}
