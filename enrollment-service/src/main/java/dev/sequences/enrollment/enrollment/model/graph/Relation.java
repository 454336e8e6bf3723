package dev.sequences.enrollment.enrollment.model.graph;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A reference to a related record: {@code account} by the field {@code accountId}, {@code primaryContact} by {@code
 * primaryContactId}. The last word is the type of the related record unless a field such as {@code customerType} contains it.
 */
public record Relation(String name) {

    /** The field that contains the id of the related record. */
    public String field() {
        return name + "Id";
    }

    /** Id of the related record; null when the record refers to none. */
    public @Nullable String recordId(RecordFacts facts) {
        return facts.value(field()) instanceof String id ? id : null;
    }

    /** Type of the related record. */
    public String recordType(RecordFacts facts) {
        if (facts.value(name + "Type") instanceof String type) {
            return type;
        }
        int word = name.length() - 1;
        while (word > 0 && !Character.isUpperCase(name.charAt(word))) {
            word--;
        }
        return name.substring(Math.max(word, 0)).toLowerCase(Locale.ROOT);
    }
}
