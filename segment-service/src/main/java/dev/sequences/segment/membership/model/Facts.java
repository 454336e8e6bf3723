package dev.sequences.segment.membership.model;

import dev.sequences.language.condition.RecordValues;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The values of a record that conditions can read: its fields by exact name, and {@code name}, {@code ownerId}, {@code ownerType},
 * {@code active} and {@code recordId} unless a field has the same name.
 *
 * @param fields text, numbers, booleans or null
 * @param related known related records by name of the relation; only those that conditions read
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

    public Facts withRelated(Map<String, Facts> relatedFacts) {
        return new Facts(recordType, recordId, name, ownerType, ownerId, active, fields, relatedFacts);
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
