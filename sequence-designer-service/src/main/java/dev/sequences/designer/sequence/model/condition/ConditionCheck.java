package dev.sequences.designer.sequence.model.condition;

import static dev.sequences.designer.sequence.model.finding.Finding.quoted;

import dev.sequences.designer.sequence.model.condition.Condition.Group;
import dev.sequences.designer.sequence.model.condition.Condition.Leaf;
import dev.sequences.designer.sequence.model.condition.Condition.Match;
import dev.sequences.designer.sequence.model.finding.Place;
import dev.sequences.designer.sequence.model.surroundings.RecordKind;
import dev.sequences.designer.sequence.model.surroundings.RecordKind.Field;
import dev.sequences.designer.sequence.model.surroundings.Surroundings;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Whether a condition makes sense: operators that suit their fields, values that suit both. */
public final class ConditionCheck {

    private static final Pattern RELATION = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,97}");

    static final int MOST_VALUES = 200;
    static final int MOST_DAYS = 3_650;

    private final RecordKind record;

    private ConditionCheck(RecordKind record) {
        this.record = record;
    }

    public static void check(Condition condition, Place at, Surroundings surroundings) {
        int mostComparisons = surroundings.limits().comparisons();
        long leaves = condition.leaves().count();
        if (leaves == 0) {
            at.error(
                    "condition-empty",
                    "The condition asks nothing, so every record would fit.",
                    "Add at least one field with an operator.");
        } else if (leaves > mostComparisons) {
            at.error(
                    "condition-too-large",
                    "The condition compares " + leaves + " times, groups included; the limit is " + mostComparisons
                            + ".",
                    "Divide it over several nodes, or use any-of with a list of values.");
        }
        new ConditionCheck(surroundings.record()).part(condition, at, true);
        if (leaves > 0) {
            emptyGroups(condition, at);
        }
    }

    /** Beside others an empty group decides unseen: all of nothing always hold, and none of nothing ever does. */
    private static void emptyGroups(Condition condition, Place at) {
        if (!(condition instanceof Group group)) {
            return;
        }
        if (group.parts().isEmpty()) {
            at.error(
                    "condition-empty",
                    "The group asks nothing, so it is " + (group.match() == Match.ALL ? "true" : "false")
                            + " for every record.",
                    "Add at least one field with an operator, or remove the group.");
        }
        for (int i = 0; i < group.parts().size(); i++) {
            emptyGroups(group.parts().get(i), at.at(field(group) + "[" + i + "]"));
        }
    }

    private static String field(Group group) {
        return group.match() == Match.ALL ? "all" : "any";
    }

    private void part(Condition condition, Place at, boolean ownRecord) {
        switch (condition) {
            case Leaf leaf -> leaf(leaf, at, ownRecord);
            case Group group -> {
                boolean own = ownRecord && group.related() == null;
                if (group.related() != null) {
                    related(group.related(), at.at("related"), ownRecord);
                }
                for (int i = 0; i < group.parts().size(); i++) {
                    part(group.parts().get(i), at.at(field(group) + "[" + i + "]"), own);
                }
            }
        }
    }

    /** A related record is the one that a lookup names: {@code account} by {@code accountId}. */
    private void related(String relation, Place at, boolean ownRecord) {
        if (!RELATION.matcher(relation).matches()) {
            at.error(
                    "related-malformed",
                    quoted(relation) + " is not the name of a relation.",
                    "Use the name of a lookup without its 'Id', e.g. account for the field accountId.");
        } else if (!ownRecord) {
            at.error(
                    "related-nested",
                    "The condition asks a record that is related to a related one.",
                    "Ask records that the record itself names.");
        } else if (record.field(relation + "Id").isEmpty()) {
            at.warning(
                    "related-unknown",
                    "No field " + quoted(relation + "Id") + " is described for records of type " + record.recordType()
                            + ", so nothing tells which record is meant.",
                    "Check its spelling against the records.");
        }
    }

    private void leaf(Leaf leaf, Place at, boolean ownRecord) {
        // The fields of related records are not described here; still they have a name.
        Place name = at.at("field");
        if (!(ownRecord
                ? FieldNameCheck.check(leaf.field(), name, record)
                : FieldNameCheck.isName(leaf.field(), name))) {
            return;
        }
        Optional<Field> field = ownRecord ? record.field(leaf.field()) : Optional.empty();
        if (field.isPresent() && !leaf.operator().suits(field.get().type())) {
            at.at("op")
                    .error(
                            "operator-unfit",
                            "'" + leaf.operator().wireName() + "' does not suit " + quoted(leaf.field())
                                    + ", which holds " + field.get().type().wireName() + ".",
                            "Use one of: " + Operator.namesFor(field.get().type()) + ".");
            return;
        }
        value(leaf, field.orElse(null), at.at("value"));
    }

    private void value(Leaf leaf, @Nullable Field field, Place at) {
        Operator operator = leaf.operator();
        Object value = leaf.value();
        if (operator.wants() == Operator.Wants.NOTHING) {
            if (value != null) {
                at.error(
                        "value-superfluous",
                        "'" + operator.wireName() + "' compares with nothing, but there is a value.",
                        "Remove 'value'.");
            }
            return;
        }
        if (value == null) {
            at.error("value-missing", "'" + operator.wireName() + "' has nothing to compare with.", "Set 'value'.");
            return;
        }
        if (operator.wants() == Operator.Wants.MANY) {
            many(operator, value, field, at);
            return;
        }
        String remedy = remedyAgainst(operator, value);
        if (remedy != null) {
            at.error(
                    "value-unfit",
                    quoted(String.valueOf(value)) + " is nothing that '" + operator.wireName()
                            + "' could compare with.",
                    remedy);
            return;
        }
        ValueCheck.checkLength(value, at);
        if (field != null && operator.wants() != Operator.Wants.DAYS) {
            ValueCheck.fitsField(value, field, at);
        }
    }

    /** What to do about a value that the operator cannot use; null when it can. */
    private static @Nullable String remedyAgainst(Operator operator, Object value) {
        return switch (operator.wants()) {
            case TEXT -> value instanceof String text && !text.isEmpty() ? null : "Give text in quotes.";
            case DATE -> ValueCheck.isDate(value) ? null : ValueCheck.DATE_REMEDY;
            case NUMBER_OR_DATE ->
                ValueCheck.isNumber(value) || ValueCheck.isDate(value)
                        ? null
                        : "Give a number such as 5, or a date such as 2026-03-04.";
            case DAYS ->
                ValueCheck.isWholeFrom1To(value, MOST_DAYS)
                        ? null
                        : "Give a whole number of days from 1 to " + MOST_DAYS + ".";
            default -> ValueCheck.isScalar(value) ? null : "Give text, a number, true or false.";
        };
    }

    private static void many(Operator operator, Object value, @Nullable Field field, Place at) {
        if (!(value instanceof List<?> list) || list.isEmpty() || list.size() > MOST_VALUES) {
            at.error(
                    "value-not-a-list",
                    "'" + operator.wireName() + "' needs a list of values.",
                    "Give a list of 1 to " + MOST_VALUES + " values.");
            return;
        }
        for (int i = 0; i < list.size(); i++) {
            Place one = at.at("[" + i + "]");
            Object element = list.get(i);
            if (element == null || !ValueCheck.isScalar(element)) {
                one.error(
                        "value-unfit",
                        quoted(String.valueOf(element)) + " is nothing that '" + operator.wireName()
                                + "' could compare with.",
                        "Give text, a number, true or false.");
            } else {
                ValueCheck.checkLength(element, one);
                if (field != null) {
                    ValueCheck.fitsField(element, field, one);
                }
            }
        }
    }
}
