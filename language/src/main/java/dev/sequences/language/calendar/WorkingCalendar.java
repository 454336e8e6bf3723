package dev.sequences.language.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * When a person works, in the person's time zone (domain rule 5.4).
 *
 * @param breaks cut out of the working hours every week
 * @param until last day of the working hours; null for no end
 */
public record WorkingCalendar(
        ZoneId zone,
        List<WeeklyHours> workingHours,
        List<WeeklyHours> breaks,
        List<Absence> timeOff,
        @Nullable LocalDate until) {

    /** The same hours on several days of the week; {@code to} is later than {@code from}. */
    public record WeeklyHours(Set<DayOfWeek> days, LocalTime from, LocalTime to) {

        public WeeklyHours {
            days = Set.copyOf(days);
        }
    }

    public WorkingCalendar {
        workingHours = List.copyOf(workingHours);
        breaks = List.copyOf(breaks);
        timeOff = List.copyOf(timeOff);
    }

    /** Opening hours that are closed after {@link #until}. */
    public OpeningHours openingHours(Holidays holidays) {
        LocalDate last = until;
        return new OpeningHours(zone, week(), holidays, timeOff, last == null ? null : new CalendarEnd(last, Map.of()));
    }

    /** The working hours of each day without its breaks, in order and without overlaps. */
    public Map<DayOfWeek, List<Hours>> week() {
        Map<DayOfWeek, List<Hours>> week = new EnumMap<>(DayOfWeek.class);
        for (DayOfWeek day : DayOfWeek.values()) {
            List<Hours> hours = minutesOf(day);
            if (!hours.isEmpty()) {
                week.put(day, hours);
            }
        }
        return week;
    }

    private List<Hours> minutesOf(DayOfWeek day) {
        List<LocalTime> borders = new ArrayList<>();
        workingHours.stream().filter(one -> one.days().contains(day)).forEach(one -> {
            borders.add(one.from());
            borders.add(one.to());
        });
        breaks.stream().filter(one -> one.days().contains(day)).forEach(one -> {
            borders.add(one.from());
            borders.add(one.to());
        });
        List<LocalTime> sorted = borders.stream().sorted().distinct().toList();
        List<Hours> hours = new ArrayList<>();
        for (int i = 0; i + 1 < sorted.size(); i++) {
            LocalTime from = sorted.get(i);
            LocalTime to = sorted.get(i + 1);
            if (!contains(workingHours, day, from) || contains(breaks, day, from)) {
                continue;
            }
            Hours last = hours.isEmpty() ? null : hours.getLast();
            if (last != null && last.to().equals(from)) {
                hours.set(hours.size() - 1, new Hours(last.from(), to));
            } else {
                hours.add(new Hours(from, to));
            }
        }
        return List.copyOf(hours);
    }

    private static boolean contains(List<WeeklyHours> all, DayOfWeek day, LocalTime time) {
        return all.stream()
                .anyMatch(one -> one.days().contains(day) && !time.isBefore(one.from()) && time.isBefore(one.to()));
    }
}
