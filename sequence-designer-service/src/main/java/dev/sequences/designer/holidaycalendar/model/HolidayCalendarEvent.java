package dev.sequences.designer.holidaycalendar.model;

import dev.sequences.designer.holidaycalendar.model.HolidayCalendar.Properties;

/** What happened to a holiday calendar. */
public sealed interface HolidayCalendarEvent {

    /** @param id as sequences name it */
    record Created(String id, Properties properties) implements HolidayCalendarEvent {}

    /** Carries the whole calendar: nobody has to put one together from edits. */
    record Changed(String id, Properties properties) implements HolidayCalendarEvent {}

    record Deleted(String id) implements HolidayCalendarEvent {}
}
