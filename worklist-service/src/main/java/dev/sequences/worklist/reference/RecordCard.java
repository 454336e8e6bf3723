package dev.sequences.worklist.reference;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a work list shows of a CRM record.
 *
 * @param sequence version of the record by its owner's count; -1 when the sender gives none
 */
public record RecordCard(
        Key key,
        @Nullable String name,
        String ownerType,
        String ownerId,
        boolean active,
        Map<String, Object> fields,
        long sequence) {

    public record Key(String type, String id) {}

    /** The prediction score: field {@code score}, as a number or as the text of one. */
    @Nullable
    Double score() {
        return switch (fields.get("score")) {
            case Number number when Double.isFinite(number.doubleValue()) -> number.doubleValue();
            case String text -> number(text.trim());
            case null, default -> null;
        };
    }

    private static @Nullable Double number(String text) {
        if (text.isEmpty() || text.length() > 30) {
            return null;
        }
        try {
            double value = Double.parseDouble(text);
            return Double.isFinite(value) ? value : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
