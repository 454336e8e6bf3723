package dev.sequences.designer.sequence.model.graph.node;

import dev.sequences.designer.sequence.model.condition.ConditionCheck;
import dev.sequences.designer.sequence.model.context.DraftContext;
import dev.sequences.designer.sequence.model.finding.Place;
import dev.sequences.designer.sequence.model.reading.Fields;
import dev.sequences.language.condition.ConditionReader;
import dev.sequences.language.condition.Finding;
import dev.sequences.language.condition.Reading;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Branches on the fields of the record, evaluated once when the node is reached.
 *
 * @param when the condition as drawn, possibly incomplete
 * @param onMissing {@code take-no}, {@code take-yes} or {@code error}, if the record lacks a field
 */
public record FieldCondition(
        NodeHeader head,
        Reading when,
        String onMissing,
        @Nullable String yes,
        @Nullable String no) implements Node.Fork {

    static final List<String> FIELDS = List.of("when", OnMissing.FIELD, "yes", "no");

    static FieldCondition read(NodeHeader head, Fields fields) {
        Reading when = ConditionReader.read(fields.raw("when"), "when");
        when.of(Finding.Kind.FORM)
                .forEach(finding ->
                        fields.reportError(finding.code(), finding.path(), finding.message(), finding.remedy()));
        return new FieldCondition(head, when, OnMissing.read(fields), fields.text("yes"), fields.text("no"));
    }

    @Override
    public void check(Place node, DraftContext context) {
        ConditionCheck.check(when, node, context);
    }
}
