package dev.sequences.segment.segment.model.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequences.chassis.decider.Refusal;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RuleReaderTest {

    private static List<String> codes(Map<String, Object> conditions) {
        return RuleReader.read(conditions).refusals().stream()
                .map(Refusal::code)
                .toList();
    }

    private static Map<String, Object> all(Object... parts) {
        return Map.of("all", List.of(parts));
    }

    private static Map<String, Object> leaf(String op, Object value) {
        Map<String, Object> leaf = new HashMap<>(Map.of("field", "city", "op", op));
        if (value != null) {
            leaf.put("value", value);
        }
        return leaf;
    }

    @Test
    void refusesWhatCannotBeEvaluated() {
        assertThat(codes(null)).containsExactly("conditions-missing");
        assertThat(codes(Map.of("all", Map.of()))).containsExactly("group-not-a-list");
        assertThat(codes(Map.of("any", List.of()))).containsExactly("group-empty");
        assertThat(codes(all(Map.of("all", List.of())))).containsExactly("group-empty");
        assertThat(codes(all("city"))).containsExactly("condition-unreadable");
        assertThat(codes(all(Map.of("op", "equals", "value", "x")))).containsExactly("field-missing");
        assertThat(codes(all(Map.of("field", "city", "op", "like", "value", "x"))))
                .containsExactly("operator-unknown");
        assertThat(codes(all(Map.of("field", "city", "value", "x")))).containsExactly("operator-unknown");
        assertThat(codes(all(leaf("equals", null)))).containsExactly("value-missing");
        assertThat(codes(all(leaf("equals", "")))).containsExactly("value-missing");
        assertThat(codes(all(leaf("equals", List.of("x"))))).containsExactly("value-missing");
        assertThat(codes(all(leaf("equals", "x".repeat(1_001))))).containsExactly("value-too-long");
        assertThat(codes(all(leaf("has-data", "x")))).containsExactly("value-not-wanted");
        assertThat(codes(all(leaf("any-of", "x")))).containsExactly("value-not-a-list");
        assertThat(codes(all(leaf("any-of", List.of())))).containsExactly("value-not-a-list");
        assertThat(codes(all(leaf("none-of", List.of(Map.of()))))).containsExactly("value-not-a-list");
        assertThat(codes(all(leaf("gt", "many")))).containsExactly("value-not-comparable");
        assertThat(codes(all(leaf("on", "yesterday")))).containsExactly("value-not-a-date");
        assertThat(codes(all(leaf("in-last-days", 0)))).containsExactly("value-not-days");
        assertThat(codes(all(leaf("in-last-days", 1.5)))).containsExactly("value-not-days");
        assertThat(codes(all(leaf("in-next-days", 3_651)))).containsExactly("value-not-days");
        assertThat(codes(Map.of("related", "contact", "all", List.of()))).containsExactly("related-unsupported");
        assertThat(codes(Map.of("all", List.of(), "any", List.of()))).containsExactly("condition-unreadable");
        assertThat(codes(all(Map.of("field", "city", "op", "no-data", "valeu", "x"))))
                .containsExactly("condition-unreadable");
    }

    @Test
    void saysWhereItIsWrong() {
        List<Refusal> refusals = RuleReader.read(
                        all(leaf("equals", "Mumbai"), Map.of("any", List.of(leaf("gt", 1), leaf("gt", "x")))))
                .refusals();
        assertThat(refusals).extracting(Refusal::path).containsExactly("conditions.all[1].any[1].value");
    }

    @Test
    void countsConditionsInGroupsAndNotTheGroups() {
        Object five = Map.of("any", Collections.nCopies(5, leaf("equals", "x")));
        assertThat(codes(all(five, five))).isEmpty();
        assertThat(codes(all(five, five, leaf("equals", "x")))).containsExactly("too-many-conditions");
    }

    @Test
    void refusesToNestForEver() {
        Map<String, Object> nested = leaf("equals", "x");
        for (int i = 0; i < 50; i++) {
            nested = all(nested);
        }
        assertThat(codes(nested)).containsExactly("nested-too-deeply");
    }

    @Test
    void aSingleConditionIsARule() {
        assertThat(codes(leaf("equals", "Mumbai"))).isEmpty();
    }
}
