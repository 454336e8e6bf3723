package dev.sequences.enrollment.enrollment.model.calendar;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Working hours of the organization or of a seller.
 *
 * @param off days on which the seller does not work, in addition to holidays
 * @param kept whether due times outside working time move to the next working time even if the sequence does not count working
 *     days (domain rule 5.4, "seller availability")
 */
public record WorkingWeek(Map<DayOfWeek, List<Hours>> week, Holidays off, boolean enforced) {

    /** The default hours, applied only if a sequence requires them. */
    public static final WorkingWeek DEFAULT = of(
            EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY),
            new Hours(LocalTime.of(8, 0), LocalTime.of(17, 0)),
            false);

    public WorkingWeek {
        week = Map.copyOf(week);
    }

    /** The same hours on each of these days, without days off. */
    public static WorkingWeek of(Set<DayOfWeek> days, Hours hours, boolean enforced) {
        Map<DayOfWeek, List<Hours>> week = new EnumMap<>(DayOfWeek.class);
        days.forEach(day -> week.put(day, List.of(hours)));
        return new WorkingWeek(week, Holidays.NONE, enforced);
    }
}
