package dev.sequences.contracts.seller;

import java.util.List;

/**
 * The same hours on some days of the week.
 *
 * @param days each of monday, tuesday, wednesday, thursday, friday, saturday or sunday
 * @param from local time of day, e.g. {@code 08:00}
 * @param to local time of day, later than {@code from}
 */
public record WorkingHoursV1(List<String> days, String from, String to) {}
