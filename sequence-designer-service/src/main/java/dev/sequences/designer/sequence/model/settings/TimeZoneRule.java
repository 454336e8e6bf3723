package dev.sequences.designer.sequence.model.settings;

import static dev.sequences.designer.sequence.model.finding.Finding.quoted;

import dev.sequences.designer.sequence.model.finding.Place;
import dev.sequences.designer.sequence.model.reading.Fields;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The local time that applies to a sequence.
 *
 * @param rule of the {@code record}, its {@code assignee}, the {@code organisation}, or {@code fixed}
 * @param zone with {@code fixed}: the zone, e.g. {@code Europe/Vienna}
 */
public record TimeZoneRule(@Nullable String rule, @Nullable String zone) {

    public static final List<String> FIELDS = List.of("rule", "zone");
    public static final String FIXED = "fixed";

    private static final List<String> RULES = List.of("record", "assignee", "organisation", FIXED);

    public static TimeZoneRule read(Fields fields) {
        return new TimeZoneRule(fields.choice("rule", RULES), fields.text("zone"));
    }

    public void check(Place at) {
        if (rule == null) {
            at.at("rule")
                    .error(
                            "time-zone-rule-missing",
                            "The time zone rule is missing.",
                            "Set 'rule' to one of: " + String.join(", ", RULES) + ".");
        } else if (rule.equals(FIXED) != (zone != null)) {
            at.at("zone")
                    .error(
                            zone == null ? "time-zone-missing" : "setting-superfluous",
                            zone == null
                                    ? "The rule is fixed, but 'zone' is missing."
                                    : "The rule is " + rule + ", but 'zone' is set as well.",
                            zone == null ? "Set 'zone', e.g. Europe/Vienna." : "Remove 'zone' or set 'rule' to fixed.");
        } else if (zone != null && !isZone(zone)) {
            at.at("zone")
                    .error(
                            "time-zone-unknown",
                            quoted(zone) + " is not a known time zone.",
                            "Use an IANA name such as Europe/Vienna or UTC.");
        }
    }

    private static boolean isZone(String zone) {
        try {
            ZoneId.of(zone);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }
}
