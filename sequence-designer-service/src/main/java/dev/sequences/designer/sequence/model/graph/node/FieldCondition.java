package dev.sequences.designer.sequence.model.graph.node;

import dev.sequences.designer.sequence.model.condition.Condition;
import dev.sequences.designer.sequence.model.condition.ConditionCheck;
import dev.sequences.designer.sequence.model.condition.ConditionReader;
import dev.sequences.designer.sequence.model.finding.Place;
import dev.sequences.designer.sequence.model.reading.Fields;
import dev.sequences.designer.sequence.model.surroundings.Surroundings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether the record's fields are like this; evaluated once, when the node is reached.
 *
 * @param when the condition; null while it is not drawn
 * @param onMissing {@code take-no}, {@code take-yes} or {@code error}, when the record lacks a field
 */
public record FieldCondition(
        Head head,
        @Nullable Condition when,
        String onMissing,
        @Nullable String yes,
        @Nullable String no) implements Node.Fork {

    static final List<String> FIELDS = List.of("when", OnMissing.FIELD, "yes", "no");

    static FieldCondition read(Head head, Fields fields) {
        return new FieldCondition(
                head,
                ConditionReader.read(fields.raw("when"), "when", fields::complainAt),
                OnMissing.read(fields),
                fields.text("yes"),
                fields.text("no"));
    }

    @Override
    public void check(Place node, Surroundings surroundings) {
        if (when == null) {
            node.at("when")
                    .error(
                            "condition-missing",
                            "The condition does not say what it asks of the record.",
                            "Set 'when', e.g. {\"field\": \"city\", \"op\": \"equals\", \"value\": \"Mumbai\"}.");
        } else {
            ConditionCheck.check(when, node.at("when"), surroundings);
        }
    }
}
