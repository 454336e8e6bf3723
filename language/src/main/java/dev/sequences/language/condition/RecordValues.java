package dev.sequences.language.condition;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a condition can read from a record. */
public interface RecordValues {

    /** The value of a field: text, number, boolean or null. */
    @Nullable
    Object value(String field);

    /** The related record of this relation, e.g. {@code account}; null when there is none or it is not known. */
    @Nullable
    RecordValues related(String relation);

    /**
     * A record with attributes of its own: {@code name}, {@code ownerId}, {@code ownerType}, {@code active} and {@code recordId}
     * are read like fields. A field of the same name precedes the attribute.
     */
    static RecordValues of(
            Map<String, ?> fields, Map<String, ?> attributes, Map<String, ? extends RecordValues> related) {
        return new RecordValues() {
            @Override
            public @Nullable Object value(String field) {
                Object value = fields.get(field);
                return value != null || fields.containsKey(field) ? value : attributes.get(field);
            }

            @Override
            public @Nullable RecordValues related(String relation) {
                return related.get(relation);
            }
        };
    }
}
