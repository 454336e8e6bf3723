package dev.sequences.enrollment.enrollment.model.calendar;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a version as one enrollment lives them at this moment: zone and holidays are known.
 *
 * @param working when steps become due and waits end; null where every moment will do
 * @param countsWorkingTime whether waits count working time only
 * @param sending when automated messages go out
 * @param holidays days on which nothing is sent
 * @param holidaysKnown false while the calendar that the version names has not arrived here
 */
public record Timetable(
        ZoneId zone,
        @Nullable Openings working,
        boolean countsWorkingTime,
        Openings sending,
        Holidays holidays,
        boolean holidaysKnown,
        Caps caps) {

    /** No rule at all. */
    public static final Timetable ALWAYS =
            new Timetable(java.time.ZoneOffset.UTC, null, false, Openings.ALWAYS, Holidays.NONE, true, Caps.NONE);

    /** @param holidays null while the calendar that the settings name is not known here */
    public static Timetable of(Settings settings, WorkingWeek week, ZoneId zone, @Nullable Holidays holidays) {
        return of(settings, week, zone, zone, holidays);
    }

    /**
     * As above, for steps of somebody who works in another zone.
     *
     * @param workingZone in which the working week is meant
     */
    public static Timetable of(
            Settings settings, WorkingWeek week, ZoneId workingZone, ZoneId zone, @Nullable Holidays holidays) {
        Holidays closed = holidays == null ? Holidays.NONE : holidays;
        Settings.Window window = settings.sendWindow();
        boolean worksBySchedule = settings.skipNonWorkingDays() || week.kept();
        return new Timetable(
                zone,
                worksBySchedule ? new Openings(workingZone, week.week(), closed.and(week.off())) : null,
                settings.skipNonWorkingDays(),
                window == null
                        ? Openings.everyDay(zone, closed)
                        : Openings.on(zone, window.days(), window.hours(), closed),
                closed,
                holidays != null || settings.holidayCalendar() == null,
                settings.caps());
    }

    public LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, zone);
    }

    /** When a step that becomes current is due. */
    public Instant due(Instant at) {
        return working == null ? at : working.next(at);
    }

    /**
     * When a wait ends that begins at {@code from} (domain rule 5.4). Where working time is kept, whole days are counted
     * after the day on which the wait begins, and the wait ends on the working day that follows them, at its opening.
     * What is left of the duration, less than a day, is counted as it is, or as working hours.
     */
    public Instant endOfWait(Instant from, Duration duration) {
        if (working == null) {
            return from.plus(duration);
        }
        long days = duration.toDays();
        Duration hours = duration.minusDays(days);
        Instant start = days == 0 ? from : working.openingOn(afterDays(working.day(from), days));
        return working.next(countsWorkingTime ? working.plus(start, hours) : start.plus(hours));
    }

    private LocalDate afterDays(LocalDate first, long days) {
        if (working == null || !countsWorkingTime) {
            return first.plusDays(days + 1);
        }
        LocalDate day = first;
        for (long counted = 0; counted < days; counted++) {
            day = working.dayAfter(day);
        }
        return day.plusDays(1);
    }

    /** When steps, and walks that begin, have their turn on later days. The days are the sequence's, the hours the seller's. */
    public OpenDays stepping() {
        return new OpenDays(zone, working == null ? Openings.everyDay(zone, Holidays.NONE) : working);
    }
}
