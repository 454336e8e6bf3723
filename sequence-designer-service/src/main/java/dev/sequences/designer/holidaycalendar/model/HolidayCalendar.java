package dev.sequences.designer.holidaycalendar.model;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A holiday calendar as of now.
 *
 * @param id as sequences name it
 */
public record HolidayCalendar(Status status, String id, Properties properties) {

    public static final HolidayCalendar ABSENT =
            new HolidayCalendar(Status.ABSENT, "", new Properties("", null, List.of()));

    /** Where a calendar is in its life. */
    public enum Status {
        ABSENT,
        PRESENT,
        DELETED
    }

    /**
     * What a calendar says.
     *
     * @param holidays by day
     */
    public record Properties(String name, @Nullable String description, List<Holiday> holidays) {

        public Properties {
            holidays = List.copyOf(holidays);
        }

        /** As it is kept: the name without spaces around it, the days one after the other. */
        public Properties inOrder() {
            return new Properties(
                    name.strip(),
                    description,
                    holidays.stream()
                            .sorted(Comparator.comparing(Holiday::day).thenComparing(Holiday::yearly))
                            .toList());
        }
    }

    /**
     * A day on which nobody works.
     *
     * @param day local day, e.g. {@code 2026-12-25}
     * @param yearly whether it comes every year on the same day of the month
     */
    public record Holiday(String day, @Nullable String name, boolean yearly) {}

    public boolean exists() {
        return status == Status.PRESENT;
    }
}
