package dev.sequences.designer.sequence.model.diff;

import dev.sequences.designer.sequence.model.Draft;
import dev.sequences.designer.sequence.model.settings.DailyCaps;
import dev.sequences.designer.sequence.model.settings.ExitCriterion;
import dev.sequences.designer.sequence.model.settings.SendWindow;
import dev.sequences.designer.sequence.model.settings.TimeZoneRule;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The settings of a draft by field name. */
final class SettingsFields {

    private SettingsFields() {}

    static Map<String, Object> of(Draft draft) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put(
                "exitCriteria",
                draft.exitCriteria().stream().map(SettingsFields::criterion).toList());
        settings.put("skipNonWorkingDays", draft.skipNonWorkingDays());
        settings.put("assignTo", draft.assignTo());
        put(settings, "assignToField", draft.assignToField());
        SendWindow window = draft.sendWindow();
        if (window != null) {
            settings.put("sendWindow.days", window.days());
            put(settings, "sendWindow.from", window.from());
            put(settings, "sendWindow.to", window.to());
        }
        TimeZoneRule zone = draft.timeZone();
        if (zone != null) {
            put(settings, "timeZone.rule", zone.rule());
            put(settings, "timeZone.zone", zone.zone());
        }
        put(settings, "holidayCalendar", draft.holidayCalendar());
        DailyCaps caps = draft.dailyCaps();
        if (caps != null) {
            put(settings, "dailyCaps.enrollments", caps.enrollments());
            put(settings, "dailyCaps.emails", caps.emails());
            put(settings, "dailyCaps.texts", caps.texts());
            put(settings, "dailyCaps.steps", caps.steps());
        }
        return settings;
    }

    private static Map<String, Object> criterion(ExitCriterion criterion) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("on", criterion.on());
        put(shown, "when", criterion.when());
        put(shown, "process", criterion.process());
        put(shown, "stages", criterion.stages());
        return shown;
    }

    private static void put(Map<String, Object> settings, String name, @Nullable Object value) {
        if (value != null) {
            settings.put(name, value);
        }
    }
}
