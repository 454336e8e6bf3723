package dev.sequences.contracts.holidaycalendar;

import dev.sequences.contracts.ContractEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A holiday calendar was created or changed. Carries all its days.
 *
 * @param calendarId the calendar, as named by sequences, e.g. {@code austria}
 * @param name up to 160 characters
 * @param description up to 2000 characters
 * @param holidays in order
 */
public record HolidayCalendarSavedV1(
        String calendarId, String name, @Nullable String description, List<HolidayV1> holidays)
        implements ContractEvent {}
