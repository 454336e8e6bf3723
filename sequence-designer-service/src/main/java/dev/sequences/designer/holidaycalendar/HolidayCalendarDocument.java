package dev.sequences.designer.holidaycalendar;

import dev.sequences.designer.holidaycalendar.model.HolidayCalendar;
import dev.sequences.designer.holidaycalendar.model.HolidayCalendar.Holiday;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A holiday calendar after a command. */
public record HolidayCalendarDocument(
        String id, String name, @Nullable String description, List<Holiday> holidays) {

    static HolidayCalendarDocument of(HolidayCalendar calendar) {
        return new HolidayCalendarDocument(
                calendar.id(),
                calendar.properties().name(),
                calendar.properties().description(),
                calendar.properties().holidays());
    }
}
