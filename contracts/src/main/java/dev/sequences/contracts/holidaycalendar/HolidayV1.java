package dev.sequences.contracts.holidaycalendar;

import org.jspecify.annotations.Nullable;

/**
 * A day without work and without automated messages.
 *
 * @param day local day, e.g. {@code 2026-12-25}
 * @param name what it is called
 * @param yearly whether it recurs every year on the same month and day
 */
public record HolidayV1(String day, @Nullable String name, boolean yearly) {}
