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

/** Whether a calendar can be kept: all complaints at once. */
final class CalendarCheck {

    private static final int MOST_HOURS = 50;
    private static final int MOST_TIME_OFF = 200;
    private static final int MOST_DAYS_OFF = 1_000;
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
                    "That is not a time zone.",
                    "Use a name such as Europe/Vienna or UTC.");
        }
    }

    private void hours(List<Hours> hours) {
        if (hours.isEmpty()) {
            refuse(
                    "working-hours-missing",
                    "calendar.workingHours",
                    "The seller would never work.",
                    "Name some hours, or leave 'workingHours' out for Monday to Friday, 08:00 to 17:00.");
        }
        if (hours.size() > MOST_HOURS) {
            refuse(
                    "too-many-working-hours",
                    "calendar.workingHours",
                    "There are " + hours.size() + " entries; the limit is " + MOST_HOURS + ".",
                    "Put days with the same hours into one entry.");
            return;
        }
        for (int i = 0; i < hours.size(); i++) {
            String path = "calendar.workingHours[" + i + "]";
            Hours one = hours.get(i);
            if (one.days().isEmpty() || !WEEK.containsAll(one.days())) {
                refuse(
                        "days-unknown",
                        path + ".days",
                        "It is not said on which days of the week.",
                        "Use one or more of: " + String.join(", ", WEEK) + ".");
            }
            LocalTime from = time(one.from(), path + ".from");
            LocalTime to = time(one.to(), path + ".to");
            if (from != null && to != null && !from.isBefore(to)) {
                refuse(
                        "hours-never-begin",
                        path + ".to",
                        "The hours end at " + to + ", not after they begin at " + from + ".",
                        "Let 'to' be later than 'from' on the same day.");
            }
        }
    }

    private void timeOff(List<TimeOff> timeOff) {
        long days = 0;
        for (int i = 0; i < timeOff.size() && i < MOST_TIME_OFF; i++) {
            String path = "calendar.timeOff[" + i + "]";
            LocalDate from = day(timeOff.get(i).from(), path + ".from");
            LocalDate to = day(timeOff.get(i).to(), path + ".to");
            if (from != null && to != null) {
                if (to.isBefore(from)) {
                    refuse(
                            "time-off-ends-before",
                            path + ".to",
                            "It ends before it begins.",
                            "Let 'to' be the last day off.");
                }
                days += Math.max(0, ChronoUnit.DAYS.between(from, to) + 1);
            }
        }
        if (timeOff.size() > MOST_TIME_OFF || days > MOST_DAYS_OFF) {
            refuse(
                    "too-much-time-off",
                    "calendar.timeOff",
                    "There are more than " + MOST_TIME_OFF + " entries or " + MOST_DAYS_OFF + " days.",
                    "Leave out days that are over.");
        }
    }

    private @Nullable LocalTime time(String text, String path) {
        try {
            return LocalTime.parse(text);
        } catch (DateTimeException e) {
            refuse("time-malformed", path, "That is not a time of day.", "Use hours and minutes, e.g. 08:00.");
            return null;
        }
    }

    private @Nullable LocalDate day(String text, String path) {
        try {
            if (text.length() == 10) {
                return LocalDate.parse(text);
            }
        } catch (DateTimeException e) {
            // Told below.
        }
        refuse("day-malformed", path, "That is not a day.", "Write it as 2026-12-25.");
        return null;
    }

    private void refuse(String code, String path, String message, String remedy) {
        refusals.add(Refusal.rule(code, path, message, remedy));
    }
}
