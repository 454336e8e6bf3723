package dev.sequences.contracts.seller;

/**
 * A part of a day, or several days, without working hours.
 *
 * @param from local date and time, e.g. {@code 2026-07-27T13:00}
 * @param to local date and time, exclusive
 */
public record AbsenceV1(String from, String to) {}
