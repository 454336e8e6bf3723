package dev.sequences.enrollment.enrollment.model.calendar;

import dev.sequences.language.calendar.Holidays;
import dev.sequences.language.calendar.OpeningHours;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Calendar settings of a version with time zone and holidays resolved for one enrollment.
 *
 * @param working when steps become due and waits end; null for any time
 * @param countsWorkingTime whether waits count working time only
 * @param sending when automated messages are sent
 * @param holidays days on which nothing is sent
 * @param holidaysKnown false until the version's holiday calendar has been received
 */
public record Timetable(
        ZoneId zone,
        @Nullable OpeningHours working,
        boolean countsWorkingTime,
        OpeningHours sending,
        Holidays holidays,
        boolean holidaysKnown,
        Caps caps) {

    /** No restrictions. */
    public static final Timetable ALWAYS =
            new Timetable(ZoneOffset.UTC, null, false, OpeningHours.ALWAYS, Holidays.NONE, true, Caps.NONE);

    /** @param holidays null until the holiday calendar of the settings has been received */
    public static Timetable of(CalendarSettings settings, WorkingWeek week, ZoneId zone, @Nullable Holidays holidays) {
        return of(settings, week, zone, zone, holidays);
    }

    /**
     * For a seller in another time zone.
     *
     * @param workingZone time zone of the working week
     */
    public static Timetable of(
            CalendarSettings settings, WorkingWeek week, ZoneId workingZone, ZoneId zone, @Nullable Holidays holidays) {
        Holidays closed = holidays == null ? Holidays.NONE : holidays;
        CalendarSettings.Window window = settings.sendWindow();
        boolean usesWorkingTime = settings.skipNonWorkingDays() || week.enforced();
        return new Timetable(
                zone,
                usesWorkingTime
                        ? new OpeningHours(
                                workingZone, week.week(), closed.and(week.off()), week.absences(), week.end())
                        : null,
                settings.skipNonWorkingDays(),
                window == null
                        ? OpeningHours.everyDay(zone, closed)
                        : OpeningHours.onDays(zone, window.days(), window.hours(), closed),
                closed,
                holidays != null || settings.holidayCalendar() == null,
                settings.caps());
    }

    public LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, zone);
    }

    /** Returns the due time of a step that opens at {@code at}. */
    public Instant dueAt(Instant at) {
        return working == null ? at : working.nextOpen(at);
    }

    /**
     * Returns the end of a wait that begins at {@code from} (domain rule 5.4). With working time, whole days are counted from
     * the day after the beginning, and the wait ends when the next working day opens. The remainder of less than a day is
     * counted as elapsed time or as working hours.
     */
    public Instant endOfWait(Instant from, Duration duration) {
        if (working == null) {
            return from.plus(duration);
        }
        long days = duration.toDays();
        Duration hours = duration.minusDays(days);
        Instant start = days == 0 ? from : working.openingOn(afterDays(working.day(from), days));
        return working.nextOpen(countsWorkingTime ? working.plus(start, hours) : start.plus(hours));
    }

    private LocalDate afterDays(LocalDate first, long days) {
        if (working == null || !countsWorkingTime) {
            return first.plusDays(days + 1);
        }
        LocalDate day = first;
        for (long counted = 0; counted < days; counted++) {
            day = working.nextOpenDay(day);
        }
        return day.plusDays(1);
    }

    /** Returns the days on which held steps and enrollments continue: days of the sequence, hours of the seller. */
    public OpenDays stepDays() {
        return new OpenDays(zone, working == null ? OpeningHours.everyDay(zone, Holidays.NONE) : working);
    }
}
