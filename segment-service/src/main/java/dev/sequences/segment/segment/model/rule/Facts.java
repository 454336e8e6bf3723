package dev.sequences.segment.segment.model.rule;

import dev.sequences.language.condition.RecordValues;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What conditions can read from a record: its fields by their exact names, and {@code name}, {@code ownerId},
 * {@code ownerType}, {@code active}, {@code recordId} where no field has that name.
 *
 * @param fields text, numbers, booleans or null
 * @param related related records by the name of the relation, as far as conditions read them and they are known
 */
public record Facts(
        String recordType,
        String recordId,
        @Nullable String name,
        String ownerType,
        String ownerId,
        boolean active,
        Map<String, Object> fields,
        Map<String, Facts> related)
        implements RecordValues {

    public Facts(
            String recordType,
            String recordId,
            @Nullable String name,
            String ownerType,
            String ownerId,
            boolean active,
            Map<String, Object> fields) {
        this(recordType, recordId, name, ownerType, ownerId, active, fields, Map.of());
    }

    public Facts withRelated(Map<String, Facts> others) {
        return new Facts(recordType, recordId, name, ownerType, ownerId, active, fields, others);
    }

    @Override
    public @Nullable Object value(String field) {
        Object value = fields.get(field);
        if (value != null || fields.containsKey(field)) {
            return value;
        }
        return switch (field) {
            case "name" -> name;
            case "ownerId" -> ownerId;
            case "ownerType" -> ownerType;
            case "active" -> active;
            case "recordId" -> recordId;
            default -> null;
        };
    }

    @Override
    public @Nullable RecordValues related(String relation) {
        return related.get(relation);
    }
}
