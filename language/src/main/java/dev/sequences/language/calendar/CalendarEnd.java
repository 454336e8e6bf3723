package dev.sequences.language.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * The end of weekly hours.
 *
 * @param lastDay last local day on which the weekly hours apply
 * @param weekAfter weekly hours from the next day on; empty for closed
 */
public record CalendarEnd(LocalDate lastDay, Map<DayOfWeek, List<Hours>> weekAfter) {

    public CalendarEnd {
        weekAfter = Map.copyOf(weekAfter);
    }
}
