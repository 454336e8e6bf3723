package dev.sequences.designer.sequence.model.graph.node;

import static dev.sequences.designer.sequence.model.finding.Finding.quoted;

import dev.sequences.designer.sequence.model.context.DraftContext;
import dev.sequences.designer.sequence.model.finding.Place;
import dev.sequences.language.duration.FixedDuration;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A duration in weeks, days and hours, of a wait or of the time limit of a condition. */
final class DurationCheck {

    private static final Duration MIN = Duration.ofHours(1);

    private DurationCheck() {}

    /**
     * Texts for findings about a duration.
     *
     * @param code prefix of the codes
     * @param missing the whole message
     * @param of start of the message about its length
     */
    record Words(String code, String missing, String of) {}

    static void check(@Nullable String span, Place field, Words words, DraftContext context) {
        Duration max = context.limits().maxWait();
        if (span == null || span.isBlank()) {
            String name = field.path().substring(field.path().lastIndexOf('.') + 1);
            field.error(words.code() + "-missing", words.missing(), "Set '" + name + "', e.g. P3D for three days.");
            return;
        }
        Duration length = FixedDuration.parse(span).orElse(null);
        if (length == null && FixedDuration.hasCalendarUnits(span)) {
            field.error(
                    words.code() + "-malformed",
                    quoted(span) + " contains months or years, whose length varies.",
                    "Use weeks, days and hours, e.g. P30D instead of P1M.");
        } else if (length == null) {
            field.error(
                    words.code() + "-malformed",
                    quoted(span) + " is not a duration in weeks, days and hours.",
                    "Use ISO-8601, e.g. P3D for three days, P2W for two weeks, PT4H for four hours, P1DT12H for a day"
                            + " and a half.");
        } else if (length.compareTo(MIN) < 0 || length.compareTo(max) > 0) {
            field.error(
                    words.code() + "-out-of-range",
                    words.of() + " " + quoted(span) + " is not between one hour and " + inWords(max) + ".",
                    "Choose a duration from PT1H to " + context.limits().maxWaitText() + ".");
        }
    }

    private static String inWords(Duration max) {
        return max.toHoursPart() == 0 ? max.toDays() + " days" : max.toHours() + " hours";
    }
}
