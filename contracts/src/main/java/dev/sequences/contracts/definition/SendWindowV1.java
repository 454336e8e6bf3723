package dev.sequences.contracts.definition;

import java.util.List;

/**
 * When automated messages may be sent.
 *
 * @param days each of monday, tuesday, wednesday, thursday, friday, saturday or sunday
 * @param from local time of day at which the window opens, e.g. {@code 08:00}
 * @param to local time of day at which it closes, later than {@code from}
 */
public record SendWindowV1(List<String> days, String from, String to) {}
