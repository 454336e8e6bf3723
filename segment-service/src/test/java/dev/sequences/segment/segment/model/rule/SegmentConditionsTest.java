package dev.sequences.segment.segment.model.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequences.chassis.decider.Refusal;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Limits of segment conditions; module language tests reading and evaluation. */
class SegmentConditionsTest {

    private static final Map<String, Object> LEAF = Map.of("field", "city", "op", "equals", "value", "x");

    private static List<String> codes(Map<String, Object> conditions) {
        return SegmentConditions.check(conditions).refusals().stream()
                .map(Refusal::code)
                .toList();
    }

    private static Map<String, Object> all(Object... parts) {
        return Map.of("all", List.of(parts));
    }

    @Test
    void refusesMalformedAndIncomparableConditions() {
        assertThat(codes(null)).containsExactly("condition-missing");
        assertThat(codes(Map.of("all", Map.of()))).containsExactly("wrong-type");
        assertThat(codes(Map.of("any", List.of()))).containsExactly("condition-empty");
        assertThat(codes(all(Map.of("field", "city", "op", "like"), Map.of("field", "city", "op", "gt", "value", "x"))))
                .containsExactly("operator-unknown", "value-unfit");
    }

    @Test
    void reportsThePathOfAFinding() {
        assertThat(SegmentConditions.check(
                                all(LEAF, Map.of("any", List.of(LEAF, Map.of("field", "city", "op", "equals")))))
                        .refusals())
                .extracting(Refusal::path)
                .containsExactly("conditions.all[1].any[1].value");
    }

    /** T53. */
    @Test
    void limitsComparisonsIncludingThoseInGroups() {
        Object five = Map.of("any", Collections.nCopies(5, LEAF));
        assertThat(codes(all(five, five))).isEmpty();
        assertThat(codes(all(five, five, LEAF))).containsExactly("condition-too-large");
    }

    @Test
    void acceptsEveryRecordASingleComparisonAndRelatedRecords() {
        assertThat(codes(Map.of("all", List.of()))).isEmpty();
        assertThat(codes(LEAF)).isEmpty();
        assertThat(codes(Map.of("related", "account", "all", List.of(LEAF)))).isEmpty();
    }

    /** An earlier release accepted numbers such as {@code +5} and {@code 5.}. */
    @Test
    void readsStoredConditionsWithValuesThatAreNoLongerComparable() {
        Map<String, Object> stored = Map.of("field", "visits", "op", "gt", "value", "+5");
        assertThat(codes(stored)).containsExactly("value-unfit");
        assertThat(SegmentConditions.stored(stored)).isNotNull();
    }
}
