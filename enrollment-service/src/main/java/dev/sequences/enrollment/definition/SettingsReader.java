package dev.sequences.enrollment.definition;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequences.enrollment.enrollment.model.calendar.CalendarSettings;
import dev.sequences.enrollment.enrollment.model.calendar.CalendarSettings.Window;
import dev.sequences.enrollment.enrollment.model.calendar.CalendarSettings.ZoneRule;
import dev.sequences.enrollment.enrollment.model.calendar.CappedAction;
import dev.sequences.enrollment.enrollment.model.calendar.Caps;
import dev.sequences.enrollment.enrollment.model.calendar.Hours;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the calendar settings of a definition. Refuses settings that this release cannot apply, like {@link DefinitionReader}.
 */
final class SettingsReader {

    private SettingsReader() {}

    static CalendarSettings read(JsonNode definition) {
        JsonNode caps = definition.path("dailyCaps");
        Map<CappedAction, Integer> most = new EnumMap<>(CappedAction.class);
        for (CappedAction what : CappedAction.values()) {
            if (caps.hasNonNull(what.label())) {
                most.put(what, caps.path(what.label()).asInt());
            }
        }
        return new CalendarSettings(
                definition.path("skipNonWorkingDays").asBoolean(),
                definition.hasNonNull("sendWindow") ? window(definition.path("sendWindow")) : null,
                definition.hasNonNull("timeZone") ? zone(definition.path("timeZone")) : null,
                definition.hasNonNull("holidayCalendar")
                        ? definition.path("holidayCalendar").asText()
                        : null,
                most.isEmpty() ? Caps.NONE : new Caps(most));
    }

    private static Window window(JsonNode window) {
        try {
            Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
            window.path("days")
                    .forEach(day -> days.add(DayOfWeek.valueOf(day.asText().toUpperCase(Locale.ROOT))));
            if (days.isEmpty()) {
                throw new IllegalArgumentException("no days");
            }
            return new Window(
                    days,
                    new Hours(
                            LocalTime.parse(window.path("from").asText()),
                            LocalTime.parse(window.path("to").asText())));
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new IllegalArgumentException("the send window " + window + " is invalid", e);
        }
    }

    private static @Nullable ZoneRule zone(JsonNode zone) {
        String rule = zone.path("rule").asText();
        return switch (rule) {
            case "organisation" -> new ZoneRule.OfOrganization();
            case "record" -> new ZoneRule.OfRecord();
            case "assignee" -> new ZoneRule.OfAssignee();
            case "fixed" -> {
                String name = zone.path("zone").asText();
                try {
                    yield new ZoneRule.Fixed(ZoneId.of(name));
                } catch (DateTimeException e) {
                    throw new IllegalArgumentException("the time zone " + name + " is unknown", e);
                }
            }
            default -> throw new IllegalArgumentException("the time zone rule " + rule + " is not supported");
        };
    }
}
