package dev.sequences.enrollment.enrollment.model.calendar;

import dev.sequences.language.calendar.Hours;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Calendar settings of a version, frozen with it. A {@link Timetable} resolves the time zone and the holidays.
 *
 * @param skipNonWorkingDays whether waits count working time only
 * @param sendWindow when automated messages are sent; null for always
 * @param zone time zone rule; null for UTC
 * @param holidayCalendar id of the calendar; null for none
 */
public record CalendarSettings(
        boolean skipNonWorkingDays,
        @Nullable Window sendWindow,
        @Nullable ZoneRule zone,
        @Nullable String holidayCalendar,
        Caps caps) {

    public static final CalendarSettings NONE = new CalendarSettings(false, null, null, null, Caps.NONE);

    /** The same hours on some days of the week. */
    public record Window(Set<DayOfWeek> days, Hours hours) {
        public Window {
            days = Set.copyOf(days);
        }
    }

    /** How the time zone is determined. */
    public sealed interface ZoneRule {

        record Fixed(ZoneId zone) implements ZoneRule {}

        /** The organization's time zone. */
        record OfOrganization() implements ZoneRule {}

        /** The time zone in a field of the record. */
        record OfRecord() implements ZoneRule {}

        /** The assignee's time zone. */
        record OfAssignee() implements ZoneRule {}
    }
}
