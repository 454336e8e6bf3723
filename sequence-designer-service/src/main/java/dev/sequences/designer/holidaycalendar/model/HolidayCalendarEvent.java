package dev.sequences.designer.holidaycalendar.model;

import dev.sequences.designer.holidaycalendar.model.HolidayCalendar.Properties;

/** Domain events of a holiday calendar. */
public sealed interface HolidayCalendarEvent {

    /** @param id as used by sequences */
    record Created(String id, Properties properties) implements HolidayCalendarEvent {}

    /** Contains the complete calendar, so that consumers need not apply edits. */
    record Changed(String id, Properties properties) implements HolidayCalendarEvent {}

    record Deleted(String id) implements HolidayCalendarEvent {}
}
