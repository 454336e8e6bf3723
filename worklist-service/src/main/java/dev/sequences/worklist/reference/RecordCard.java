package dev.sequences.worklist.reference;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The part of a CRM record that the work list shows.
 *
 * @param position position of the record's latest message, as counted by its sender; -1 if the sender does not count
 * @param version version of this state on {@code crm.records}
 */
public record RecordCard(
        Key key,
        @Nullable String name,
        String ownerType,
        String ownerId,
        boolean active,
        Map<String, Object> fields,
        long position,
        String version) {

    public record Key(String type, String id) {}

    /** The prediction score: field {@code score}, a number or a text that contains one; null otherwise. */
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
