package dev.sequences.designer.holidaycalendar.model;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The current state of a holiday calendar.
 *
 * @param id as used by sequences
 */
public record HolidayCalendar(Status status, String id, Properties properties) {

    public static final HolidayCalendar ABSENT =
            new HolidayCalendar(Status.ABSENT, "", new Properties("", null, List.of()));

    /** Lifecycle status of a calendar. */
    public enum Status {
        ABSENT,
        PRESENT,
        DELETED
    }

    /**
     * The properties of a calendar.
     *
     * @param holidays sorted by day
     */
    public record Properties(String name, @Nullable String description, List<Holiday> holidays) {

        public Properties {
            holidays = List.copyOf(holidays);
        }

        /** Normalized: trimmed name, days in order. */
        public Properties sorted() {
            return new Properties(
                    name.strip(),
                    description,
                    holidays.stream()
                            .sorted(Comparator.comparing(Holiday::day).thenComparing(Holiday::yearly))
                            .toList());
        }
    }

    /**
     * A non-working day.
     *
     * @param day local day, e.g. {@code 2026-12-25}
     * @param yearly whether it recurs every year on the same date
     */
    public record Holiday(String day, @Nullable String name, boolean yearly) {}

    public boolean exists() {
        return status == Status.PRESENT;
    }
}
