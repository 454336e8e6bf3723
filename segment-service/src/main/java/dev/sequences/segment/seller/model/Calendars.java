package dev.sequences.segment.seller.model;

import dev.sequences.language.calendar.Absence;
import dev.sequences.language.calendar.WorkingCalendar;
import dev.sequences.language.calendar.WorkingCalendar.WeeklyHours;
import dev.sequences.segment.seller.model.Seller.Calendar;
import dev.sequences.segment.seller.model.Seller.Hours;
import dev.sequences.segment.seller.model.Seller.TimeOff;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Reads checked calendars. */
public final class Calendars {

    private Calendars() {}

    /** Returns the calendar for computations. */
    public static WorkingCalendar of(Calendar calendar) {
        return new WorkingCalendar(
                ZoneId.of(calendar.timeZone()),
                hours(calendar.workingHours()),
                hours(calendar.breaksOrNone()),
                calendar.timeOff().stream().map(Calendars::absence).toList(),
                calendar.until() == null ? null : LocalDate.parse(calendar.until()));
    }

    private static List<WeeklyHours> hours(List<Hours> hours) {
        return hours.stream()
                .map(one -> new WeeklyHours(
                        one.days().stream()
                                .map(day -> DayOfWeek.valueOf(day.toUpperCase(Locale.ROOT)))
                                .collect(Collectors.toSet()),
                        LocalTime.parse(one.from()),
                        LocalTime.parse(one.to())))
                .toList();
    }

    private static Absence absence(TimeOff timeOff) {
        return timeOff.spansWholeDays()
                ? Absence.ofDays(LocalDate.parse(timeOff.from()), LocalDate.parse(timeOff.to()))
                : new Absence(LocalDateTime.parse(timeOff.from()), LocalDateTime.parse(timeOff.to()));
    }
}
