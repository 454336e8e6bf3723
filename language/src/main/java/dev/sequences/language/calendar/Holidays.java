package dev.sequences.language.calendar;

import java.time.LocalDate;
import java.time.MonthDay;
import java.util.HashSet;
import java.util.Set;

/**
 * Days on which no working time counts and no message is sent.
 *
 * @param days single days
 * @param yearly days of every year
 */
public record Holidays(Set<LocalDate> days, Set<MonthDay> yearly) {

    public static final Holidays NONE = new Holidays(Set.of(), Set.of());

    public Holidays {
        days = Set.copyOf(days);
        yearly = Set.copyOf(yearly);
    }

    /** Returns the union of both. */
    public Holidays and(Holidays others) {
        if (others.equals(NONE)) {
            return this;
        }
        Set<LocalDate> allDays = new HashSet<>(days);
        allDays.addAll(others.days);
        Set<MonthDay> allYearly = new HashSet<>(yearly);
        allYearly.addAll(others.yearly);
        return new Holidays(allDays, allYearly);
    }

    public boolean contains(LocalDate day) {
        return days.contains(day) || yearly.contains(MonthDay.from(day));
    }
}
