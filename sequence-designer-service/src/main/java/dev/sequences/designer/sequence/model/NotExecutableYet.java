package dev.sequences.designer.sequence.model;

import dev.sequences.designer.sequence.model.finding.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The one list of what can be drawn and is not executed by the enrollment service yet. A draft that has any of it cannot be
 * activated; whoever teaches the enrollment service one of these removes it here.
 */
final class NotExecutableYet {

    static final String CODE = "not-executable-yet";

    private static final List<Setting> SETTINGS = List.of(
            new Setting(
                    "skipNonWorkingDays",
                    Draft::skipNonWorkingDays,
                    draft -> "Waits count every day: working days are not known yet.",
                    "Set 'skipNonWorkingDays' to false."),
            new Setting(
                    "sendWindow",
                    draft -> draft.sendWindow() != null,
                    draft -> "Messages go out at any time: send windows are not kept yet.",
                    "Remove 'sendWindow'."),
            new Setting(
                    "timeZone",
                    draft -> draft.timeZone() != null,
                    draft -> "All times are UTC: time zones are not kept yet.",
                    "Remove 'timeZone'."),
            new Setting(
                    "holidayCalendar",
                    draft -> draft.holidayCalendar() != null,
                    draft -> "Every day counts: holidays are not known yet.",
                    "Remove 'holidayCalendar'."),
            new Setting(
                    "dailyCaps",
                    draft -> draft.dailyCaps() != null,
                    draft -> "Nothing is counted per day yet.",
                    "Remove 'dailyCaps'."));

    private NotExecutableYet() {}

    /** A setting of the draft, when it asks for something, and what to say then. */
    private record Setting(String path, Predicate<Draft> asks, Function<Draft, String> message, String remedy) {}

    static List<Finding> of(Draft draft) {
        List<Finding> findings = new ArrayList<>();
        for (Setting setting : SETTINGS) {
            if (setting.asks().test(draft)) {
                findings.add(Finding.error(
                        CODE, null, setting.path(), setting.message().apply(draft), setting.remedy()));
            }
        }
        return findings;
    }
}
