package dev.sequences.segment.seller.model;

import dev.sequences.chassis.decider.Refusal;
import dev.sequences.segment.seller.model.Seller.Calendar;
import dev.sequences.segment.seller.model.Seller.Hours;
import dev.sequences.segment.seller.model.Seller.TimeOff;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Validates a calendar and collects all findings. */
final class CalendarCheck {

    private static final int MAX_HOURS = 50;
    private static final int MAX_TIME_OFF = 200;
    private static final int MAX_DAYS_OFF = 1_000;
    private static final int MAX_DESCRIPTION = 200;
    private static final List<String> WEEK =
            List.of("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday");

    private final List<Refusal> refusals = new ArrayList<>();

    private CalendarCheck() {}

    static List<Refusal> of(Calendar calendar) {
        CalendarCheck check = new CalendarCheck();
        check.zone(calendar.timeZone());
        if (calendar.workingHours().isEmpty()) {
            check.refuse(
                    "working-hours-missing",
                    "calendar.workingHours",
                    "The calendar has no working hours.",
                    "Send at least one entry, or omit 'workingHours' for Monday to Friday, 08:00 to 17:00.");
        }
        check.hours(calendar.workingHours(), "calendar.workingHours");
        check.hours(calendar.breaksOrNone(), "calendar.breaks");
        check.timeOff(calendar.timeOff());
        String until = calendar.until();
        if (until != null) {
            check.day(until, "calendar.until");
        }
        String holidays = calendar.holidayCalendarId();
        if (holidays != null && !ProfileCheck.isText(holidays)) {
            check.refuse(
                    "holiday-calendar-invalid",
                    "calendar.holidayCalendarId",
                    "The id of the holiday calendar is blank, too long or contains control characters.",
                    "Send the id of a holiday calendar, e.g. austria.");
        }
        return check.refusals;
    }

    private void zone(String zone) {
        try {
            ZoneId.of(zone);
        } catch (DateTimeException e) {
            refuse(
                    "time-zone-unknown",
                    "calendar.timeZone",
                    "The time zone is unknown.",
                    "Use a name such as Europe/Vienna or UTC.");
        }
    }

    private void hours(List<Hours> hours, String list) {
        if (hours.size() > MAX_HOURS) {
            refuse(
                    "too-many-working-hours",
                    list,
                    "There are " + hours.size() + " entries; the limit is " + MAX_HOURS + ".",
                    "Combine days with the same hours in one entry.");
            return;
        }
        for (int i = 0; i < hours.size(); i++) {
            String path = list + "[" + i + "]";
            Hours entry = hours.get(i);
            if (entry.days().isEmpty() || !WEEK.containsAll(entry.days())) {
                refuse(
                        "days-unknown",
                        path + ".days",
                        "The days are missing or unknown.",
                        "Use one or more of: " + String.join(", ", WEEK) + ".");
            }
            LocalTime from = time(entry.from(), path + ".from");
            LocalTime to = time(entry.to(), path + ".to");
            if (from != null && to != null && !from.isBefore(to)) {
                refuse(
                        "hours-never-begin",
                        path + ".to",
                        "The hours end at " + to + ", which is not after their start at " + from + ".",
                        "Send a 'to' that is later than 'from' on the same day.");
            }
        }
    }

    private void timeOff(List<TimeOff> timeOff) {
        long days = 0;
        for (int i = 0; i < timeOff.size() && i < MAX_TIME_OFF; i++) {
            String path = "calendar.timeOff[" + i + "]";
            TimeOff entry = timeOff.get(i);
            String description = entry.description();
            if (description != null && description.length() > MAX_DESCRIPTION) {
                refuse(
                        "description-too-long",
                        path + ".description",
                        "The description is too long.",
                        "Send at most " + MAX_DESCRIPTION + " characters.");
            }
            days += entry.spansWholeDays() ? wholeDays(entry, path) : partOfADay(entry, path);
        }
        if (timeOff.size() > MAX_TIME_OFF || days > MAX_DAYS_OFF) {
            refuse(
                    "too-much-time-off",
                    "calendar.timeOff",
                    "The calendar has more than " + MAX_TIME_OFF + " entries or " + MAX_DAYS_OFF + " days.",
                    "Remove past time off.");
        }
    }

    /** Returns the number of days. */
    private long wholeDays(TimeOff entry, String path) {
        LocalDate from = day(entry.from(), path + ".from");
        LocalDate to = day(entry.to(), path + ".to");
        if (from == null || to == null) {
            return 0;
        }
        if (to.isBefore(from)) {
            endsBefore(path, "Send the last day off as 'to'.");
        }
        return Math.max(0, ChronoUnit.DAYS.between(from, to) + 1);
    }

    private long partOfADay(TimeOff entry, String path) {
        LocalDateTime from = moment(entry.from(), path + ".from");
        LocalDateTime to = moment(entry.to(), path + ".to");
        if (from == null || to == null) {
            return 0;
        }
        if (!to.isAfter(from)) {
            endsBefore(path, "Send a later date and time as 'to'.");
        }
        return Math.max(0, ChronoUnit.DAYS.between(from, to) + 1);
    }

    private void endsBefore(String path, String remedy) {
        refuse("time-off-ends-before", path + ".to", "The time off ends before it starts.", remedy);
    }

    private @Nullable LocalDateTime moment(String text, String path) {
        try {
            return LocalDateTime.parse(text);
        } catch (DateTimeException e) {
            refuse(
                    "day-malformed",
                    path,
                    "The date is malformed.",
                    "Send ISO dates, e.g. 2026-12-25, or for a part of a day local dates with time, e.g. 2026-12-24T13:00.");
            return null;
        }
    }

    private @Nullable LocalTime time(String text, String path) {
        try {
            return LocalTime.parse(text);
        } catch (DateTimeException e) {
            refuse("time-malformed", path, "The time of day is malformed.", "Send hours and minutes, e.g. 08:00.");
            return null;
        }
    }

    private @Nullable LocalDate day(String text, String path) {
        try {
            if (text.length() == 10) {
                return LocalDate.parse(text);
            }
        } catch (DateTimeException e) {
            // Reported below.
        }
        refuse("day-malformed", path, "The date is malformed.", "Send an ISO date, e.g. 2026-12-25.");
        return null;
    }

    private void refuse(String code, String path, String message, String remedy) {
        refusals.add(Refusal.rule(code, path, message, remedy));
    }
}
