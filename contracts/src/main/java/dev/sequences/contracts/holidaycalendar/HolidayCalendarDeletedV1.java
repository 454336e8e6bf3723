package dev.sequences.contracts.holidaycalendar;

import dev.sequences.contracts.ContractEvent;

/**
 * A holiday calendar is gone for good. Versions that name it and still run keep its days.
 *
 * @param calendarId the calendar
 */
public record HolidayCalendarDeletedV1(String calendarId) implements ContractEvent {}
