package dev.sequences.language.condition;

import static dev.sequences.language.condition.Finding.quoted;
import static dev.sequences.language.condition.Finding.shortened;

import dev.sequences.language.condition.Condition.All;
import dev.sequences.language.condition.Condition.Any;
import dev.sequences.language.condition.Condition.Group;
import dev.sequences.language.condition.Condition.Leaf;
import dev.sequences.language.condition.Condition.Related;
import dev.sequences.language.condition.Finding.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a condition from JSON that was parsed to maps, lists, texts, numbers, booleans and null, and reports every mistake at
 * once. A field of null counts as absent.
 */
public final class ConditionReader {

    /** Groups within groups. */
    public static final int MAX_DEPTH = 10;

    /** Characters in the name of a field. */
    public static final int MAX_FIELD_LENGTH = 200;

    private static final Set<String> OF_GROUP = Set.of("all", "any", "related");
    private static final Set<String> OF_LEAF = Set.of("field", "op", "value");

    private final List<Finding> findings = new ArrayList<>();

    private ConditionReader() {}

    /**
     * Reads a condition.
     *
     * @param drawn the JSON value; null when there is none
     * @param path where it is, e.g. {@code when}; begins the path of every finding
     */
    public static Reading read(@Nullable Object drawn, String path) {
        ConditionReader reader = new ConditionReader();
        Condition condition = null;
        if (drawn == null) {
            reader.unusable(
                    "condition-missing",
                    path,
                    "The condition is missing.",
                    "Set '" + path + "', e.g. {\"field\": \"city\", \"op\": \"equals\", \"value\": \"Mumbai\"}.");
        } else {
            condition = reader.condition(drawn, path, 1, false);
        }
        return new Reading(condition, path, List.copyOf(reader.findings));
    }

    private @Nullable Condition condition(@Nullable Object drawn, String path, int depth, boolean related) {
        if (!(drawn instanceof Map<?, ?> map)) {
            unreadable(
                    "wrong-type",
                    path,
                    "'" + path + "' must be a condition.",
                    "Send {\"all\": [...]}, {\"any\": [...]} or {\"field\": ..., \"op\": ..., \"value\": ...}.");
            return null;
        }
        Object all = map.get("all");
        Object any = map.get("any");
        if (all != null && any != null) {
            unreadable(
                    "condition-ambiguous",
                    path,
                    "The group has both 'all' and 'any'.",
                    "Use one of them, and put the other group inside it.");
            return null;
        }
        if (all == null && any == null) {
            return leaf(map, path);
        }
        if (depth == MAX_DEPTH + 1) {
            unusable(
                    "nested-too-deeply",
                    path,
                    "Groups are nested in more than " + MAX_DEPTH + " levels.",
                    "Nest at most " + MAX_DEPTH + " levels.");
        }
        onlyKnown(map, OF_GROUP, path);
        String relation = text(map, "related", path);
        if (relation != null) {
            checkRelation(relation, path + ".related", related);
        }
        Group group = all != null
                ? group("all", all, path, depth, related || relation != null)
                : group("any", any, path, depth, related || relation != null);
        return relation == null || group == null ? group : new Related(relation, group);
    }

    private @Nullable Group group(String kind, @Nullable Object drawn, String path, int depth, boolean related) {
        String place = path + "." + kind;
        if (!(drawn instanceof List<?> list)) {
            unreadable(
                    "wrong-type", place, "'" + place + "' must be a list of conditions.", "Send a list of conditions.");
            return null;
        }
        boolean all = kind.equals("all");
        // At the root an empty 'all' means every record; the caller decides whether that is allowed.
        if (list.isEmpty() && !(depth == 1 && all && !related)) {
            unusable(
                    "condition-empty",
                    path,
                    "The group is empty, so it is " + all + " for every record.",
                    "Add at least one field with an operator, or remove the group.");
        }
        List<Condition> parts = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            Condition part = condition(list.get(i), place + "[" + i + "]", depth + 1, related);
            if (part != null) {
                parts.add(part);
            }
        }
        return all ? new All(parts) : new Any(parts);
    }

    private void checkRelation(String relation, String path, boolean nested) {
        if (!Relation.isName(relation)) {
            unusable(
                    "related-malformed",
                    path,
                    quoted(relation) + " is not the name of a relation.",
                    "Use the name of a lookup without its 'Id', e.g. account for the field accountId.");
        } else if (nested) {
            unusable(
                    "related-nested",
                    path,
                    "The condition concerns a record that is related to a related record.",
                    "Use only records that the record itself names.");
        }
    }

    private @Nullable Leaf leaf(Map<?, ?> map, String path) {
        onlyKnown(map, OF_LEAF, path);
        String field = text(map, "field", path);
        String op = text(map, "op", path);
        if (map.get("field") == null || map.get("op") == null) {
            unreadable(
                    "field-missing",
                    path + (map.get("field") == null ? ".field" : ".op"),
                    "A condition needs a field and an operator.",
                    "Send 'field' and 'op'.");
        }
        if (field == null || op == null) {
            return null;
        }
        Operator operator = Operator.named(op).orElse(null);
        if (operator == null) {
            unreadable(
                    "operator-unknown",
                    path + ".op",
                    "There is no operator " + quoted(op) + ".",
                    "Use one of: " + String.join(", ", Operator.wireNames()) + ".");
            return null;
        }
        if (field.isBlank() || field.length() > MAX_FIELD_LENGTH) {
            unusable(
                    "field-malformed",
                    path + ".field",
                    "The name of the field has " + field.strip().length() + " characters.",
                    "Use 1 to " + MAX_FIELD_LENGTH + " characters.");
        }
        Leaf leaf = Leaf.of(field, operator, map.get("value"));
        findings.addAll(OperandCheck.of(leaf, path + ".value"));
        return leaf;
    }

    private @Nullable String text(Map<?, ?> map, String field, String path) {
        Object value = map.get(field);
        if (value == null || value instanceof String) {
            return (String) value;
        }
        unreadable("wrong-type", path + "." + field, "'" + path + "." + field + "' must be text.", "Send text.");
        return null;
    }

    private void onlyKnown(Map<?, ?> map, Set<String> known, String path) {
        map.forEach((key, value) -> {
            String name = String.valueOf(key);
            if (value != null && !known.contains(name)) {
                unreadable(
                        "unknown-field",
                        path + "." + shortened(name),
                        "A condition of this form has no field " + quoted(name) + ".",
                        "Remove it, or correct its spelling.");
            }
        });
    }

    private void unreadable(String code, String path, String message, String remedy) {
        findings.add(new Finding(Kind.FORM, code, path, message, remedy));
    }

    private void unusable(String code, String path, String message, String remedy) {
        findings.add(new Finding(Kind.MEANING, code, path, message, remedy));
    }
}
