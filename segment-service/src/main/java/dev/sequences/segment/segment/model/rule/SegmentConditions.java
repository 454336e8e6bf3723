package dev.sequences.segment.segment.model.rule;

import dev.sequences.chassis.decider.Refusal;
import dev.sequences.language.condition.Condition;
import dev.sequences.language.condition.ConditionReader;
import dev.sequences.language.condition.Finding;
import dev.sequences.language.condition.Reading;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The conditions of a segment. {@code {"all": []}} is allowed and matches every record. */
public final class SegmentConditions {

    /** Limit of comparisons per segment, including those in groups (T53). */
    public static final int MAX_COMPARISONS = 10;

    private static final String PATH = "conditions";

    private SegmentConditions() {}

    /**
     * Result of a check.
     *
     * @param condition null if there are refusals
     */
    public record Checked(@Nullable Condition condition, List<Refusal> refusals) {}

    /** Checks the conditions of a command. */
    public static Checked check(@Nullable Map<String, Object> tree) {
        Reading reading = ConditionReader.read(tree, PATH);
        List<Refusal> refusals = Stream.concat(reading.findings().stream(), reading.tooLarge(MAX_COMPARISONS).stream())
                .map(SegmentConditions::refusal)
                .toList();
        return new Checked(refusals.isEmpty() ? reading.condition() : null, refusals);
    }

    /** Reads stored conditions, which were checked by this or an earlier release. */
    public static Condition stored(Map<String, Object> tree) {
        return ConditionReader.read(tree, PATH).orThrow();
    }

    private static Refusal refusal(Finding finding) {
        return Refusal.rule(finding.code(), finding.path(), finding.message(), finding.remedy());
    }
}
