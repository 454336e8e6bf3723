package dev.sequences.designer.views.holidaycalendars;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sequences.designer.holidaycalendar.model.HolidayCalendar.Holiday;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A holiday calendar in lists and reads.
 *
 * @param days number of days
 * @param holidays omitted in lists
 * @param streamVersion the entity tag
 */
public record HolidayCalendarRow(
        String id,
        String name,
        @Nullable String description,
        int days,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Holiday> holidays,
        Instant createdAt,
        Instant changedAt,
        String changedBy,
        @JsonIgnore long streamVersion) {}
