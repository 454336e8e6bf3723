package dev.sequences.segment.segment.model.rule;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What conditions may ask about a record: its fields by their exact names, and {@code name}, {@code ownerId},
 * {@code ownerType}, {@code active}, {@code recordId} where no field has that name.
 *
 * @param fields text, numbers, booleans or null
 */
public record Facts(
        String recordType,
        String recordId,
        @Nullable String name,
        String ownerType,
        String ownerId,
        boolean active,
        Map<String, Object> fields) {

    @Nullable
    Object value(String field) {
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
}
