package dev.sequences.enrollment.intake.definitions.graph;

import dev.sequences.contracts.definition.DailyCapsV1;
import dev.sequences.contracts.definition.SendWindowV1;
import dev.sequences.contracts.definition.SequenceActivatedV1;
import dev.sequences.contracts.definition.TimeZoneRuleV1;
import dev.sequences.enrollment.enrollment.model.calendar.CalendarSettings;
import dev.sequences.enrollment.enrollment.model.calendar.CalendarSettings.Window;
import dev.sequences.enrollment.enrollment.model.calendar.CalendarSettings.ZoneRule;
import dev.sequences.enrollment.enrollment.model.calendar.CappedAction;
import dev.sequences.enrollment.enrollment.model.calendar.Caps;
import dev.sequences.language.calendar.Hours;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Maps the calendar settings of a version. Refuses settings that this release cannot apply, like {@link DefinitionReader}. */
final class SettingsReader {

    private SettingsReader() {}

    static CalendarSettings read(SequenceActivatedV1 version) {
        return new CalendarSettings(
                version.skipNonWorkingDays(),
                version.sendWindow() == null ? null : window(version.sendWindow()),
                version.timeZone() == null ? null : zone(version.timeZone()),
                version.holidayCalendar(),
                version.dailyCaps() == null ? Caps.NONE : caps(version.dailyCaps()));
    }

    private static Caps caps(DailyCapsV1 caps) {
        Map<CappedAction, Integer> max = new EnumMap<>(CappedAction.class);
        for (CappedAction action : CappedAction.values()) {
            Integer cap = cap(caps, action);
            if (cap != null) {
                max.put(action, cap);
            }
        }
        return max.isEmpty() ? Caps.NONE : new Caps(max);
    }

    private static @Nullable Integer cap(DailyCapsV1 caps, CappedAction action) {
        return switch (action) {
            case ENROLLMENTS -> caps.enrollments();
            case EMAILS -> caps.emails();
            case TEXTS -> caps.texts();
            case STEPS -> caps.steps();
        };
    }

    private static Window window(SendWindowV1 window) {
        try {
            Set<DayOfWeek> days = window.days().stream()
                    .map(day -> DayOfWeek.valueOf(day.toUpperCase(Locale.ROOT)))
                    .collect(Collectors.toSet());
            if (days.isEmpty()) {
                throw new IllegalArgumentException("no days");
            }
            return new Window(days, new Hours(LocalTime.parse(window.from()), LocalTime.parse(window.to())));
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new IllegalArgumentException("the send window " + window + " is invalid", e);
        }
    }

    private static ZoneRule zone(TimeZoneRuleV1 zone) {
        return switch (zone.rule()) {
            case "organisation" -> new ZoneRule.OfOrganization();
            case "record" -> new ZoneRule.OfRecord();
            case "assignee" -> new ZoneRule.OfAssignee();
            case "fixed" -> new ZoneRule.Fixed(fixed(String.valueOf(zone.zone())));
            default -> throw new IllegalArgumentException("the time zone rule " + zone.rule() + " is not supported");
        };
    }

    private static ZoneId fixed(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("the time zone " + name + " is unknown", e);
        }
    }
}
