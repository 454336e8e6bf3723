package dev.sequences.segment.seller.model;

import dev.sequences.chassis.decider.Refusal;
import dev.sequences.segment.seller.model.Seller.Calendar;
import dev.sequences.segment.seller.model.Seller.Hours;
import dev.sequences.segment.seller.model.Seller.TimeOff;
import java.time.DateTimeException;
import java.time.LocalDate;
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
    private static final List<String> WEEK =
            List.of("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday");

    private final List<Refusal> refusals = new ArrayList<>();

    private CalendarCheck() {}

    static List<Refusal> of(Calendar calendar) {
        CalendarCheck check = new CalendarCheck();
        check.zone(calendar.timeZone());
        check.hours(calendar.workingHours());
        check.timeOff(calendar.timeOff());
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

    private void hours(List<Hours> hours) {
        if (hours.isEmpty()) {
            refuse(
                    "working-hours-missing",
                    "calendar.workingHours",
                    "The calendar has no working hours.",
                    "Send at least one entry, or omit 'workingHours' for Monday to Friday, 08:00 to 17:00.");
        }
        if (hours.size() > MAX_HOURS) {
            refuse(
                    "too-many-working-hours",
                    "calendar.workingHours",
                    "There are " + hours.size() + " entries; the limit is " + MAX_HOURS + ".",
                    "Combine days with the same hours in one entry.");
            return;
        }
        for (int i = 0; i < hours.size(); i++) {
            String path = "calendar.workingHours[" + i + "]";
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
                        "The working hours end at " + to + ", which is not after their start at " + from + ".",
                        "Send a 'to' that is later than 'from' on the same day.");
            }
        }
    }

    private void timeOff(List<TimeOff> timeOff) {
        long days = 0;
        for (int i = 0; i < timeOff.size() && i < MAX_TIME_OFF; i++) {
            String path = "calendar.timeOff[" + i + "]";
            LocalDate from = day(timeOff.get(i).from(), path + ".from");
            LocalDate to = day(timeOff.get(i).to(), path + ".to");
            if (from != null && to != null) {
                if (to.isBefore(from)) {
                    refuse(
                            "time-off-ends-before",
                            path + ".to",
                            "The time off ends before it starts.",
                            "Send the last day off as 'to'.");
                }
                days += Math.max(0, ChronoUnit.DAYS.between(from, to) + 1);
            }
        }
        if (timeOff.size() > MAX_TIME_OFF || days > MAX_DAYS_OFF) {
            refuse(
                    "too-much-time-off",
                    "calendar.timeOff",
                    "The calendar has more than " + MAX_TIME_OFF + " entries or " + MAX_DAYS_OFF + " days.",
                    "Remove past time off.");
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
