package dev.sequences.designer.holidaycalendar.model;

import dev.sequences.designer.holidaycalendar.model.HolidayCalendar.Properties;

/** What may be asked of a holiday calendar. */
public sealed interface HolidayCalendarCommand {

    record CreateHolidayCalendar(String id, Properties properties) implements HolidayCalendarCommand {}

    record ChangeHolidayCalendar(Properties properties) implements HolidayCalendarCommand {}

    /** @param uses active sequences whose live version names it */
    record DeleteHolidayCalendar(int uses) implements HolidayCalendarCommand {}
}
