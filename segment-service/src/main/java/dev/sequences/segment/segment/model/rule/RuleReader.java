package dev.sequences.segment.segment.model.rule;

import dev.sequences.chassis.decider.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads a condition tree as it came in JSON and says everything that is wrong with it at once. */
public final class RuleReader {

    /** Conditions of one rule, those in groups included (T53). */
    public static final int MOST_CONDITIONS = 10;

    private static final int DEEPEST = 10;
    private static final int MOST_VALUES = 200;
    private static final int LONGEST_FIELD = 200;
    private static final int LONGEST_VALUE = 1_000;
    private static final long MOST_DAYS = 3_650;

    private final List<Refusal> refusals = new ArrayList<>();
    private int conditions;

    private RuleReader() {}

    /** The rule, or why it is none. Exactly one of the two is there. */
    public record Reading(@Nullable Rule rule, List<Refusal> refusals) {

        /** For conditions that were checked when they were accepted. */
        public Rule orThrow() {
            if (rule == null) {
                throw new IllegalStateException("stored conditions cannot be read: " + refusals);
            }
            return rule;
        }
    }

    public static Reading read(@Nullable Map<String, Object> conditions) {
        RuleReader reader = new RuleReader();
        if (conditions == null) {
            reader.refuse("conditions-missing", "conditions", "There are no conditions.", "Give {\"all\": [...]}.");
            return new Reading(null, List.copyOf(reader.refusals));
        }
        Rule rule = reader.group(conditions, "conditions", 1);
        if (reader.conditions > MOST_CONDITIONS) {
            reader.refuse(
                    "too-many-conditions",
                    "conditions",
                    "There are " + reader.conditions + " conditions, those in groups included.",
                    "Use at most " + MOST_CONDITIONS
                            + "; several segments with fewer conditions are easier to follow.");
        }
        return reader.refusals.isEmpty()
                ? new Reading(rule, List.of())
                : new Reading(null, List.copyOf(reader.refusals));
    }

    private @Nullable Rule group(Map<String, Object> node, String path, int depth) {
        if (depth > DEEPEST) {
            refuse("nested-too-deeply", path, "Groups are nested too deeply.", "Nest at most " + DEEPEST + " levels.");
            return null;
        }
        if (node.containsKey("related")) {
            refuse(
                    "related-unsupported",
                    path + ".related",
                    "Conditions on related records are not available yet.",
                    "Put the value on the record itself.");
            return null;
        }
        if (node.containsKey("all") || node.containsKey("any")) {
            String kind = node.containsKey("all") ? "all" : "any";
            knownOnly(node, Set.of(kind), path);
            return parts(node.get(kind), kind, path + "." + kind, depth);
        }
        return condition(node, path);
    }

    private @Nullable Rule parts(@Nullable Object listed, String kind, String path, int depth) {
        if (!(listed instanceof List<?> list)) {
            refuse("group-not-a-list", path, "'" + kind + "' is not a list.", "Give a list of conditions or groups.");
            return null;
        }
        boolean everyRecord = depth == 1 && kind.equals("all");
        if (list.isEmpty() && !everyRecord) {
            refuse("group-empty", path, "The group is empty.", "Put a condition into it, or leave the group out.");
            return null;
        }
        List<Rule> parts = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            Rule part = node(list.get(i), path + "[" + i + "]", depth + 1);
            if (part != null) {
                parts.add(part);
            }
        }
        return kind.equals("all") ? new Rule.All(List.copyOf(parts)) : new Rule.Any(List.copyOf(parts));
    }

    @SuppressWarnings("unchecked") // Keys of a JSON object are text.
    private @Nullable Rule node(@Nullable Object node, String path, int depth) {
        if (node instanceof Map<?, ?> map) {
            return group((Map<String, Object>) map, path, depth);
        }
        refuse(
                "condition-unreadable",
                path,
                "This is neither a condition nor a group.",
                "Give {\"field\": ..., \"op\": ..., \"value\": ...}, {\"all\": [...]} or {\"any\": [...]}.");
        return null;
    }

    private @Nullable Rule condition(Map<String, Object> leaf, String path) {
        conditions++;
        int before = refusals.size();
        knownOnly(leaf, Set.of("field", "op", "value"), path);
        String field = leaf.get("field") instanceof String text ? text : "";
        if (field.isBlank() || field.length() > LONGEST_FIELD) {
            refuse(
                    "field-missing",
                    path + ".field",
                    "The condition names no field.",
                    "Give the field's name as it stands in the record, up to " + LONGEST_FIELD + " characters.");
        }
        Operator operator =
                leaf.get("op") instanceof String text ? Operator.of(text).orElse(null) : null;
        if (operator == null) {
            refuse(
                    "operator-unknown",
                    path + ".op",
                    "There is no operator '" + shortened(leaf.get("op")) + "'.",
                    "Use one of: " + Operator.codes() + ".");
            return null;
        }
        List<Object> values = values(operator, leaf.get("value"), path + ".value");
        return refusals.size() == before ? new Rule.Condition(field, operator, values) : null;
    }

    private List<Object> values(Operator operator, @Nullable Object value, String path) {
        if (operator.wants() == Operator.Wants.NOTHING) {
            if (value != null) {
                refuse("value-not-wanted", path, "'" + operator.code() + "' takes no value.", "Leave the value out.");
            }
            return List.of();
        }
        if (operator.wants() == Operator.Wants.MANY) {
            return many(operator, value, path);
        }
        if (!scalar(value) || !new FieldValue(value).hasData()) {
            refuse(
                    "value-missing",
                    path,
                    "'" + operator.code() + "' needs one value.",
                    "Give text, a number, true or false; for empty fields use has-data or no-data.");
            return List.of();
        }
        FieldValue given = new FieldValue(value);
        String wrong =
                switch (operator.wants()) {
                    case NUMBER_OR_DATE ->
                        given.number() == null && given.moment() == null ? "value-not-comparable" : null;
                    case DATE -> given.moment() == null ? "value-not-a-date" : null;
                    case DAYS -> days(given) == null ? "value-not-days" : null;
                    default -> given.text().length() > LONGEST_VALUE ? "value-too-long" : null;
                };
        if (wrong != null) {
            refuse(wrong, path, "'" + shortened(value) + "' does not fit '" + operator.code() + "'.", remedy(operator));
            return List.of();
        }
        Long days = operator.wants() == Operator.Wants.DAYS ? days(given) : null;
        return List.of(days == null ? Objects.requireNonNull(given.raw()) : days);
    }

    private List<Object> many(Operator operator, @Nullable Object value, String path) {
        boolean fits = value instanceof List<?> list
                && !list.isEmpty()
                && list.size() <= MOST_VALUES
                && list.stream()
                        .allMatch(one -> scalar(one)
                                && new FieldValue(one).hasData()
                                && new FieldValue(one).text().length() <= LONGEST_VALUE);
        if (!fits) {
            refuse(
                    "value-not-a-list",
                    path,
                    "'" + operator.code() + "' needs a list of values.",
                    "Give 1 to " + MOST_VALUES + " texts, numbers or booleans.");
            return List.of();
        }
        return List.copyOf((List<?>) value);
    }

    private static @Nullable Long days(FieldValue value) {
        java.math.BigDecimal number = value.number();
        if (number == null
                || number.stripTrailingZeros().scale() > 0
                || number.signum() <= 0
                || number.compareTo(java.math.BigDecimal.valueOf(MOST_DAYS)) > 0) {
            return null;
        }
        return number.longValue();
    }

    private static String remedy(Operator operator) {
        return switch (operator.wants()) {
            case NUMBER_OR_DATE -> "Give a number such as 5, or a date such as 2026-03-04.";
            case DATE -> "Give a date such as 2026-03-04.";
            case DAYS -> "Give a whole number of days from 1 to " + MOST_DAYS + ".";
            default -> "Give at most " + LONGEST_VALUE + " characters.";
        };
    }

    private static boolean scalar(@Nullable Object value) {
        return value instanceof String || value instanceof Number || value instanceof Boolean;
    }

    private void knownOnly(Map<String, Object> node, Set<String> known, String path) {
        for (String name : node.keySet()) {
            if (!known.contains(name)) {
                refuse(
                        "condition-unreadable",
                        path + "." + shortened(name),
                        "There is no '" + shortened(name) + "' here.",
                        "Known here: " + String.join(", ", new TreeSet<>(known)) + ".");
            }
        }
    }

    private static String shortened(@Nullable Object value) {
        String text = String.valueOf(value);
        return text.length() <= 80 ? text : text.substring(0, 80) + "...";
    }

    private void refuse(String code, String path, String message, String remedy) {
        refusals.add(Refusal.rule(code, path, message, remedy));
    }
}
