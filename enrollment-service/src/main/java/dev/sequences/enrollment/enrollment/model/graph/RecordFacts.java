package dev.sequences.enrollment.enrollment.model.graph;

import dev.sequences.language.condition.RecordValues;
import dev.sequences.language.condition.Relation;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The current fields of a record: texts, numbers and booleans. Missing, null or blank means no data.
 *
 * @param related facts of related records by relation, as far as they are needed and known
 */
public record RecordFacts(Map<String, Object> fields, Map<String, RecordFacts> related) implements RecordValues {

    public static final RecordFacts NONE = new RecordFacts(Map.of());

    public RecordFacts(Map<String, Object> fields) {
        this(fields, Map.of());
    }

    @Override
    public @Nullable Object value(String field) {
        Object value = fields.get(field);
        return value instanceof String text && text.isBlank() ? null : value;
    }

    @Override
    public @Nullable RecordFacts related(String relation) {
        return related.get(relation);
    }

    /** Returns the facts with the field set; null clears it. A related record that the field refers to becomes unknown. */
    public RecordFacts with(String field, @Nullable Object value) {
        Map<String, Object> changed = new HashMap<>(fields);
        if (value == null) {
            changed.remove(field);
        } else {
            changed.put(field, value);
        }
        Map<String, RecordFacts> others = new HashMap<>(related);
        others.keySet().removeIf(relation -> new Relation(relation).idField().equals(field));
        return new RecordFacts(changed, others);
    }

    public RecordFacts withRelated(Map<String, RecordFacts> others) {
        return new RecordFacts(fields, others);
    }
}
