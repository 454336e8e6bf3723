package dev.sequences.designer.holidaycalendar.model;

import dev.sequences.designer.holidaycalendar.model.HolidayCalendar.Properties;

/** Commands of a holiday calendar. */
public sealed interface HolidayCalendarCommand {

    record CreateHolidayCalendar(String id, Properties properties) implements HolidayCalendarCommand {}

    record ChangeHolidayCalendar(Properties properties) implements HolidayCalendarCommand {}

    /** @param uses number of active sequences whose live version uses it */
    record DeleteHolidayCalendar(int uses) implements HolidayCalendarCommand {}
}
