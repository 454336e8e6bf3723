package dev.sequences.designer.sequence.model.condition;

import static dev.sequences.designer.sequence.model.finding.Finding.quoted;

import dev.sequences.designer.sequence.model.condition.Condition.Group;
import dev.sequences.designer.sequence.model.condition.Condition.Leaf;
import dev.sequences.designer.sequence.model.condition.Condition.Match;
import dev.sequences.designer.sequence.model.reading.Complaint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a condition tree as it came in JSON; complains of everything in it that is none. */
public final class ConditionReader {

    private static final Set<String> OF_GROUP = Set.of("all", "any", "related");
    private static final Set<String> OF_LEAF = Set.of("field", "op", "value");

    private final Complaint complaint;

    private ConditionReader(Complaint complaint) {
        this.complaint = complaint;
    }

    /** The condition; null when there is none or nothing of it can be read. */
    public static @Nullable Condition read(@Nullable Object drawn, String path, Complaint complaint) {
        return drawn == null ? null : new ConditionReader(complaint).condition(drawn, path);
    }

    private @Nullable Condition condition(@Nullable Object drawn, String path) {
        if (!(drawn instanceof Map<?, ?> map)) {
            complaint.about(
                    "wrong-type",
                    path,
                    "'" + path + "' must be a condition.",
                    "Send {\"all\": [...]}, {\"any\": [...]} or {\"field\": ..., \"op\": ..., \"value\": ...}.");
            return null;
        }
        if (map.containsKey("all") && map.containsKey("any")) {
            complaint.about(
                    "condition-ambiguous",
                    path,
                    "The group has both 'all' and 'any'.",
                    "Use one of the two, and put the other group inside.");
            return null;
        }
        if (map.containsKey("all")) {
            return group(map, Match.ALL, map.get("all"), path);
        }
        return map.containsKey("any") ? group(map, Match.ANY, map.get("any"), path) : leaf(map, path);
    }

    private @Nullable Condition group(Map<?, ?> map, Match match, @Nullable Object drawn, String path) {
        onlyKnown(map, OF_GROUP, path);
        String field = match == Match.ALL ? "all" : "any";
        if (!(drawn instanceof List<?> list)) {
            complaint.about(
                    "wrong-type",
                    path + "." + field,
                    "'" + path + "." + field + "' must be a list of conditions.",
                    "Send a list of conditions.");
            return null;
        }
        List<Condition> parts = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            Condition part = condition(list.get(i), path + "." + field + "[" + i + "]");
            if (part != null) {
                parts.add(part);
            }
        }
        return new Group(match, text(map, "related", path), List.copyOf(parts));
    }

    private @Nullable Condition leaf(Map<?, ?> map, String path) {
        onlyKnown(map, OF_LEAF, path);
        String field = text(map, "field", path);
        String op = text(map, "op", path);
        if (field == null || op == null) {
            if (!map.containsKey("field") || !map.containsKey("op")) {
                complaint.about(
                        "field-missing",
                        path + (map.containsKey("field") ? ".op" : ".field"),
                        "A condition needs a field and an operator.",
                        "Send 'field' and 'op'.");
            }
            return null;
        }
        Operator operator = Operator.named(op).orElse(null);
        if (operator == null) {
            complaint.about(
                    "operator-unknown",
                    path + ".op",
                    "There is no operator " + quoted(op) + ".",
                    "Use one of: " + String.join(", ", Operator.names()) + ".");
            return null;
        }
        return new Leaf(field, operator, map.get("value"));
    }

    private @Nullable String text(Map<?, ?> map, String field, String path) {
        Object value = map.get(field);
        if (value == null || value instanceof String) {
            return (String) value;
        }
        complaint.about("wrong-type", path + "." + field, "'" + path + "." + field + "' must be text.", "Send text.");
        return null;
    }

    private void onlyKnown(Map<?, ?> map, Set<String> known, String path) {
        map.keySet().stream()
                .map(String::valueOf)
                .filter(name -> !known.contains(name))
                .forEach(name -> {
                    String shown = name.length() <= 60 ? name : name.substring(0, 60) + "...";
                    complaint.about(
                            "unknown-field",
                            path + "." + shown,
                            "A condition of this form has no field '" + shown + "'.",
                            "Remove it, or correct its spelling.");
                });
    }
}
