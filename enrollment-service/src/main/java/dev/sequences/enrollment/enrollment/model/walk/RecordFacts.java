package dev.sequences.enrollment.enrollment.model.walk;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of a record as of now: texts, numbers and booleans. What is not there, null or blank is no data. */
public record RecordFacts(Map<String, Object> fields) {

    public static final RecordFacts NONE = new RecordFacts(Map.of());

    @Nullable
    Object value(String field) {
        Object value = fields.get(field);
        return value instanceof String text && text.isBlank() ? null : value;
    }

    /** As it will be when a field has been set; null clears it. */
    public RecordFacts with(String field, @Nullable Object value) {
        Map<String, Object> changed = new HashMap<>(fields);
        if (value == null) {
            changed.remove(field);
        } else {
            changed.put(field, value);
        }
        return new RecordFacts(changed);
    }
}
