package dev.sequences.testkit.condition;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A condition and the record that it is evaluated on.
 *
 * @param condition as drawn; at most ten comparisons, and valid for segments and sequences
 * @param record the record
 * @param account the record of the relation {@code account}; null when there is none
 */
public record ConditionCase(
        Map<String, Object> condition,
        CaseRecord record,
        @Nullable CaseRecord account,
        Instant now,
        ZoneId zone) {

    /**
     * A record.
     *
     * @param fields text, numbers and booleans, without attributes
     */
    public record CaseRecord(
            String recordId, String ownerType, String ownerId, String name, Map<String, Object> fields) {

        /** Returns the value of a field or attribute; null when it is missing. */
        public @Nullable Object value(String field) {
            return switch (field) {
                case "recordId" -> recordId;
                case "ownerType" -> ownerType;
                case "ownerId" -> ownerId;
                case "name" -> name;
                case "active" -> true;
                default -> fields.get(field);
            };
        }
    }

    /** The result of the naive evaluator. */
    public boolean holds() {
        return NaiveConditions.holds(this);
    }
}
