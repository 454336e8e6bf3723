package dev.sequences.enrollment.enrollment.model.calendar;

import dev.sequences.language.calendar.Absence;
import dev.sequences.language.calendar.CalendarEnd;
import dev.sequences.language.calendar.Holidays;
import dev.sequences.language.calendar.Hours;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Working hours of the organization or of a seller.
 *
 * @param off days without working hours, in addition to holidays
 * @param absences spans of local time in which the seller does not work
 * @param end when the hours end; null for never
 * @param kept whether due times outside working time move to the next working time even if the sequence does not count working
 *     days (domain rule 5.4, "seller availability")
 */
public record WorkingWeek(
        Map<DayOfWeek, List<Hours>> week,
        Holidays off,
        List<Absence> absences,
        @Nullable CalendarEnd end,
        boolean enforced) {

    /** The default hours, applied only if a sequence requires them. */
    public static final WorkingWeek DEFAULT = of(
            EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY),
            new Hours(LocalTime.of(8, 0), LocalTime.of(17, 0)),
            false);

    public WorkingWeek {
        week = Map.copyOf(week);
        absences = List.copyOf(absences);
    }

    /** Without absences and without an end. */
    public WorkingWeek(Map<DayOfWeek, List<Hours>> week, Holidays off, boolean enforced) {
        this(week, off, List.of(), null, enforced);
    }

    /** The same hours on each of these days, without days off. */
    public static WorkingWeek of(Set<DayOfWeek> days, Hours hours, boolean enforced) {
        Map<DayOfWeek, List<Hours>> week = new EnumMap<>(DayOfWeek.class);
        days.forEach(day -> week.put(day, List.of(hours)));
        return new WorkingWeek(week, Holidays.NONE, enforced);
    }
}
