package dev.sequences.designer.sequence.model.condition;

import static dev.sequences.designer.sequence.model.finding.Finding.quoted;

import dev.sequences.designer.sequence.model.context.DraftContext;
import dev.sequences.designer.sequence.model.context.RecordDescription;
import dev.sequences.designer.sequence.model.context.RecordDescription.Field;
import dev.sequences.designer.sequence.model.finding.Place;
import dev.sequences.language.condition.Condition;
import dev.sequences.language.condition.Condition.Group;
import dev.sequences.language.condition.Condition.Leaf;
import dev.sequences.language.condition.Condition.Related;
import dev.sequences.language.condition.Finding;
import dev.sequences.language.condition.OperandCheck;
import dev.sequences.language.condition.Operator;
import dev.sequences.language.condition.Reading;
import dev.sequences.language.condition.Relation;
import java.util.List;

/** Whether a condition can be used, and whether it suits the records as far as they are described. */
public final class ConditionCheck {

    private final RecordDescription record;

    private ConditionCheck(RecordDescription record) {
        this.record = record;
    }

    /** @param owner the node or setting whose field {@code reading.path()} is the condition */
    public static void check(Reading reading, Place owner, DraftContext context) {
        reading.of(Finding.Kind.MEANING).forEach(finding -> add(finding, owner));
        reading.tooLarge(context.limits().maxComparisons()).ifPresent(finding -> add(finding, owner));
        Condition condition = reading.condition();
        if (condition instanceof Group group
                && group.parts().isEmpty()
                && reading.findings().isEmpty()) {
            owner.at(reading.path())
                    .error(
                            "condition-empty",
                            "The condition compares nothing, so every record matches.",
                            "Add at least one field with an operator.");
        }
        if (condition != null) {
            new ConditionCheck(context.record()).part(condition, owner.at(reading.path()), true);
        }
    }

    private static void add(Finding finding, Place owner) {
        owner.at(finding.path()).error(finding.code(), finding.message(), finding.remedy());
    }

    /** @param ownRecord whether the fields are those of the enrolled record, which is described; a related one is not */
    private void part(Condition condition, Place at, boolean ownRecord) {
        switch (condition) {
            case Leaf leaf -> {
                if (ownRecord) {
                    leaf(leaf, at);
                }
            }
            case Group group -> {
                String field = group instanceof Condition.All ? "all" : "any";
                for (int i = 0; i < group.parts().size(); i++) {
                    part(group.parts().get(i), at.at(field + "[" + i + "]"), ownRecord);
                }
            }
            case Related related -> {
                if (ownRecord) {
                    relation(related.relation(), at.at("related"));
                }
                part(related.group(), at, false);
            }
        }
    }

    /** A related record is the one that a lookup names: {@code account} by {@code accountId}. */
    private void relation(String relation, Place at) {
        if (Relation.isName(relation) && record.field(relation + "Id").isEmpty()) {
            at.warning(
                    "related-unknown",
                    "No field " + quoted(relation + "Id") + " is described for records of type " + record.recordType()
                            + ", so the related record cannot be found.",
                    "Check its spelling against the records.");
        }
    }

    private void leaf(Leaf leaf, Place at) {
        if (FieldNameCheck.isName(leaf.field())) {
            FieldNameCheck.described(leaf.field(), at.at("field"), record);
            record.field(leaf.field()).ifPresent(field -> leaf(leaf, field, at));
        }
    }

    private static void leaf(Leaf leaf, Field field, Place at) {
        Operator operator = leaf.operator();
        if (!FieldOperators.isSupported(operator, field.type())) {
            at.at("op")
                    .error(
                            "operator-unfit",
                            "'" + operator.wireName() + "' does not suit " + quoted(leaf.field()) + ", which holds "
                                    + field.type().wireName() + ".",
                            "Use one of: " + FieldOperators.namesFor(field.type()) + ".");
            return;
        }
        Place value = at.at("value");
        if (operator.shape() == Operator.Shape.DAYS
                || !OperandCheck.of(leaf, value.path()).isEmpty()) {
            return;
        }
        if (leaf.value() instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                ValueCheck.checkComparable(list.get(i), field, value.at("[" + i + "]"));
            }
        } else if (leaf.value() != null) {
            ValueCheck.checkComparable(leaf.value(), field, value);
        }
    }
}
