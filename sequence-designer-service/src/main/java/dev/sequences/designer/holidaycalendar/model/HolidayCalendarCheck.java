package dev.sequences.designer.holidaycalendar.model;

import dev.sequences.chassis.decider.Refusal;
import dev.sequences.designer.holidaycalendar.model.HolidayCalendar.Holiday;
import dev.sequences.designer.holidaycalendar.model.HolidayCalendar.Properties;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Validates a holiday calendar and reports all errors at once. */
final class HolidayCalendarCheck {

    private static final Pattern ID = Pattern.compile("[a-z0-9]([a-z0-9-]{0,58}[a-z0-9])?");
    private static final int MAX_NAME_LENGTH = 160;
    private static final int MAX_DESCRIPTION_LENGTH = 2_000;
    private static final int MAX_DAYS = 2_000;

    /** More would leave hardly any working days. */
    private static final int MAX_YEARLY_DAYS = 100;

    private final List<Refusal> refusals = new ArrayList<>();

    private HolidayCalendarCheck() {}

    static List<Refusal> of(Properties properties) {
        HolidayCalendarCheck check = new HolidayCalendarCheck();
        String name = properties.name().strip();
        if (name.isEmpty()) {
            check.refuse("name-missing", "name", "The calendar has no name.", "Set 'name'.");
        }
        check.text("name", name, MAX_NAME_LENGTH);
        check.text("description", properties.description(), MAX_DESCRIPTION_LENGTH);
        check.days(properties.holidays());
        return check.refusals;
    }

    /** Like {@link #of}, and validates the id of a new calendar. */
    static List<Refusal> of(String id, Properties properties) {
        List<Refusal> refusals = new ArrayList<>();
        if (!ID.matcher(id).matches()) {
            refusals.add(Refusal.rule(
                    "id-malformed",
                    "id",
                    "The id of the calendar is not valid.",
                    "Use up to 60 lower-case letters, digits and hyphens, e.g. austria or de-by."));
        }
        refusals.addAll(of(properties));
        return refusals;
    }

    private void days(List<Holiday> holidays) {
        long yearly = holidays.stream().filter(Holiday::yearly).count();
        if (holidays.size() > MAX_DAYS || yearly > MAX_YEARLY_DAYS) {
            refuse(
                    "too-many-holidays",
                    "holidays",
                    "The calendar has " + holidays.size() + " days, " + yearly + " of them yearly; the limits are "
                            + MAX_DAYS + " and " + MAX_YEARLY_DAYS + ".",
                    "Remove past days and days that are not working days anyway.");
            return;
        }
        Set<Holiday> seen = new HashSet<>();
        for (int i = 0; i < holidays.size(); i++) {
            Holiday holiday = holidays.get(i);
            String path = "holidays[" + i + "]";
            if (!isDate(holiday.day())) {
                refuse(
                        "day-malformed",
                        path + ".day",
                        "The value is not a date.",
                        "Use the ISO 8601 format, e.g. 2026-12-25.");
            } else if (!seen.add(new Holiday(holiday.day(), null, holiday.yearly()))) {
                refuse("day-repeated", path + ".day", "The day is listed twice.", "List each day once.");
            }
            text(path + ".name", holiday.name(), MAX_NAME_LENGTH);
        }
    }

    private static boolean isDate(String day) {
        try {
            // Years have four digits, so text order equals date order.
            return day.length() == 10 && LocalDate.parse(day).getYear() > 0;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private void text(String path, @Nullable String text, int longest) {
        if (text == null) {
            return;
        }
        if (text.length() > longest) {
            refuse(
                    path.substring(path.lastIndexOf('.') + 1) + "-too-long",
                    path,
                    "The text has " + text.length() + " characters; the limit is " + longest + ".",
                    "Shorten it to " + longest + " characters.");
        }
        boolean plain = text.codePoints()
                .noneMatch(c ->
                        Character.isISOControl(c) || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE));
        if (!plain) {
            refuse(
                    "character-not-allowed",
                    path,
                    "The text contains control characters or invalid Unicode.",
                    "Remove characters that are not printable.");
        }
    }

    private void refuse(String code, String path, String message, String remedy) {
        refusals.add(Refusal.rule(code, path, message, remedy));
    }
}
