package dev.sequences.designer.holidaycalendar;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequences.chassis.answer.Problem;
import dev.sequences.designer.holidaycalendar.model.HolidayCalendar.Holiday;
import dev.sequences.designer.holidaycalendar.model.HolidayCalendar.Properties;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Request bodies. */
final class HolidayCalendarRequests {

    private HolidayCalendarRequests() {}

    /** {@code yearly} defaults to false. */
    record HolidayRequest(
            @Nullable String day,
            @Nullable String name,
            @Nullable Boolean yearly) {}

    /** {@code id}: as used by sequences, e.g. austria. */
    record CreateRequest(
            @Nullable String id,
            @Nullable String name,
            @Nullable String description,
            @Nullable List<@Nullable HolidayRequest> holidays) {

        Properties properties() {
            return new Properties(Objects.requireNonNullElse(name, ""), description, read(holidays));
        }
    }

    /** Omitted fields are unchanged; a null description is removed; {@code holidays} are replaced as a whole. */
    record ChangeRequest(
            @Nullable String name,

            @Schema(implementation = String.class, nullable = true) @Nullable
            JsonNode description,

            @Nullable List<@Nullable HolidayRequest> holidays) {

        Properties applyTo(Properties present) {
            JsonNode words = description;
            if (words != null && !words.isTextual() && !words.isNull()) {
                throw Problem.unreadable(
                        "wrong-type",
                        "description",
                        "'description' must be text or null.",
                        "Send text, or null to remove the description.");
            }
            return new Properties(
                    Objects.requireNonNullElse(name, present.name()),
                    words == null ? present.description() : words.textValue(),
                    holidays == null ? present.holidays() : read(holidays));
        }
    }

    private static List<Holiday> read(@Nullable List<@Nullable HolidayRequest> holidays) {
        return holidays == null
                ? List.of()
                : holidays.stream()
                        .map(one -> one == null
                                ? new Holiday("", null, false)
                                : new Holiday(
                                        Objects.requireNonNullElse(one.day(), ""),
                                        one.name(),
                                        Boolean.TRUE.equals(one.yearly())))
                        .toList();
    }
}
