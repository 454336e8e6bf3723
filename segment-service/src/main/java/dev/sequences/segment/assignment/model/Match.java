package dev.sequences.segment.assignment.model;

import dev.sequences.language.condition.Condition.Leaf;
import dev.sequences.language.condition.EvaluationTime;
import dev.sequences.language.condition.Operator;
import dev.sequences.language.condition.RecordValues;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A condition on an attribute of sellers or teams. An attribute can have several values: a positive operator needs one that satisfies it,
 * a negative one needs all.
 *
 * @param value text, number, boolean or a list; null if the operator needs none or the value is that of a record field
 * @param recordField the value is that of this field of the record; null for a fixed value
 */
public record Match(
        String attribute,
        Operator operator,
        @Nullable Object value,
        @Nullable String recordField) {

    /** The operators that can compare with a field of the record. */
    public static final List<Operator> DYNAMIC = List.of(Operator.EQUALS, Operator.NOT_EQUALS);

    /** Returns the condition for this record. */
    Test forRecord(RecordValues record, EvaluationTime time) {
        Object operand = recordField == null ? value : record.value(recordField);
        boolean missing = recordField != null && (operand == null || operand.equals(""));
        return new Test(this, missing ? null : Leaf.of(attribute, operator, operand), time);
    }

    /**
     * The condition with the value of a record.
     *
     * @param leaf null if the field of the record has no value
     */
    record Test(Match match, @Nullable Leaf leaf, EvaluationTime time) {

        boolean holds(Map<String, List<String>> attributes) {
            List<String> values = attributes.getOrDefault(match.attribute(), List.of());
            Leaf condition = leaf;
            if (condition == null) {
                return match.operator().isNegative();
            }
            return switch (match.operator()) {
                case HAS_DATA -> !values.isEmpty();
                case NO_DATA -> values.isEmpty();
                default ->
                    match.operator().isNegative()
                            ? values.stream().allMatch(one -> holds(condition, one))
                            : values.stream().anyMatch(one -> holds(condition, one));
            };
        }

        private boolean holds(Leaf condition, String one) {
            return condition.holds(
                    RecordValues.of(Map.of(match.attribute(), one), Map.of(), Map.<String, RecordValues>of()), time);
        }
    }
}
