package dev.sequences.enrollment.enrollment.model.calendar;

import java.time.DayOfWeek;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a version says about local time: frozen with it. With whose zone and which holidays it is lived is said by a
 * {@link Timetable}.
 *
 * @param skipNonWorkingDays whether waits count working time only
 * @param sendWindow when automated messages go out; null for always
 * @param zone whose local time counts; null for UTC
 * @param holidayCalendar id of the calendar; null for none
 */
public record Settings(
        boolean skipNonWorkingDays,
        @Nullable Window sendWindow,
        @Nullable ZoneRule zone,
        @Nullable String holidayCalendar,
        Caps caps) {

    public static final Settings NONE = new Settings(false, null, null, null, Caps.NONE);

    /** The same hours on some days of the week. */
    public record Window(Set<DayOfWeek> days, Hours hours) {
        public Window {
            days = Set.copyOf(days);
        }
    }

    /** Whose zone it is. */
    public sealed interface ZoneRule {

        record Fixed(java.time.ZoneId zone) implements ZoneRule {}

        /** That of the organisation. */
        record OfOrganisation() implements ZoneRule {}

        /** In a field of the record. */
        record OfRecord() implements ZoneRule {}

        /** That of whoever gets the steps. */
        record OfAssignee() implements ZoneRule {}
    }
}
