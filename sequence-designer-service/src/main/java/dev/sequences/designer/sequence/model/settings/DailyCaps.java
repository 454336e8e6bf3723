package dev.sequences.designer.sequence.model.settings;

import dev.sequences.designer.sequence.model.finding.Place;
import dev.sequences.designer.sequence.model.reading.Fields;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Maximum number of actions of a sequence per day; without a cap there is no limit. */
public record DailyCaps(
        @Nullable Integer enrollments,
        @Nullable Integer emails,
        @Nullable Integer texts,
        @Nullable Integer steps) {

    public static final List<String> FIELDS = List.of("enrollments", "emails", "texts", "steps");

    private static final int MAX_CAP = 1_000_000;

    public static DailyCaps read(Fields fields) {
        return new DailyCaps(
                fields.integer("enrollments"),
                fields.integer("emails"),
                fields.integer("texts"),
                fields.integer("steps"));
    }

    public void check(Place at) {
        check(enrollments, at.at("enrollments"));
        check(emails, at.at("emails"));
        check(texts, at.at("texts"));
        check(steps, at.at("steps"));
    }

    private static void check(@Nullable Integer cap, Place at) {
        if (cap != null && (cap < 1 || cap > MAX_CAP)) {
            at.error(
                    "cap-out-of-range",
                    "The daily cap " + cap + " is not between 1 and " + MAX_CAP + ".",
                    "Use a value in that range, or omit it for no cap.");
        }
    }
}
