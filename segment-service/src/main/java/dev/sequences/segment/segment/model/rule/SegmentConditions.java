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

    /** Comparisons of one segment, those in groups included (T53). */
    public static final int MAX_COMPARISONS = 10;

    private static final String PATH = "conditions";

    private SegmentConditions() {}

    /**
     * Conditions as checked.
     *
     * @param condition null when there are refusals
     */
    public record Checked(@Nullable Condition condition, List<Refusal> refusals) {}

    /** Reads conditions that are to be accepted. */
    public static Checked check(@Nullable Map<String, Object> drawn) {
        Reading reading = ConditionReader.read(drawn, PATH);
        List<Refusal> refusals = Stream.concat(reading.findings().stream(), reading.tooLarge(MAX_COMPARISONS).stream())
                .map(SegmentConditions::refusal)
                .toList();
        return new Checked(refusals.isEmpty() ? reading.condition() : null, refusals);
    }

    /** Reads conditions that were checked when they were accepted, also by an earlier release. */
    public static Condition stored(Map<String, Object> drawn) {
        return ConditionReader.read(drawn, PATH).orThrow();
    }

    private static Refusal refusal(Finding finding) {
        return Refusal.rule(finding.code(), finding.path(), finding.message(), finding.remedy());
    }
}
