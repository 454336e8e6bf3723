package dev.sequences.contracts.holidaycalendar;

import org.jspecify.annotations.Nullable;

/**
 * A day on which nobody works and nothing is sent.
 *
 * @param day local day, e.g. {@code 2026-12-25}
 * @param name what it is called
 * @param yearly whether it comes every year on the same day of the month
 */
public record HolidayV1(String day, @Nullable String name, boolean yearly) {}
