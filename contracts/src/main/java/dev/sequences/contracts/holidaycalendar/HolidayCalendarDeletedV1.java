package dev.sequences.contracts.holidaycalendar;

import dev.sequences.contracts.ContractEvent;

/**
 * A holiday calendar was deleted. Running versions that refer to it keep its days.
 *
 * @param calendarId the calendar
 */
public record HolidayCalendarDeletedV1(String calendarId) implements ContractEvent {}
