package dev.sequences.enrollment.enrollment.model.calendar;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * When the organisation or one seller works.
 *
 * @param off days on which the seller does not work, besides holidays
 * @param kept whether due moments on non-working time move to the next working time, also where a sequence does not count
 *     working days (domain rule 5.4, "seller availability")
 */
public record WorkingWeek(Map<DayOfWeek, List<Hours>> week, Holidays off, boolean kept) {

    /** The documented default hours; not kept unless a sequence asks for it. */
    public static final WorkingWeek DEFAULT = of(
            EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY),
            new Hours(LocalTime.of(8, 0), LocalTime.of(17, 0)),
            false);

    public WorkingWeek {
        week = Map.copyOf(week);
    }

    /** The same hours on each of these days, and nothing off. */
    public static WorkingWeek of(Set<DayOfWeek> days, Hours hours, boolean kept) {
        Map<DayOfWeek, List<Hours>> week = new EnumMap<>(DayOfWeek.class);
        days.forEach(day -> week.put(day, List.of(hours)));
        return new WorkingWeek(week, Holidays.NONE, kept);
    }
}
