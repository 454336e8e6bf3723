package dev.sequences.segment.fieldupdate.model;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The change of one field of a record. {@code owner} sets the owner, {@code name} the name of the record unless it has a field of this name;
 * the other attributes of a record cannot be set by a sequence.
 *
 * @param value text, number or boolean; null clears the field
 * @param ownerType user or team; only with the field {@code owner}
 */
public record FieldUpdate(
        String field,
        @Nullable Object value,
        @Nullable String ownerType,
        @Nullable String ownerId) {

    public static final String OWNER = "owner";

    private static final String NAME = "name";

    /** Attributes that conditions read like fields, unless a field has the same name. */
    private static final Set<String> READ_ONLY = Set.of("ownerId", "ownerType", "active", "recordId");

    private static final int MAX_VALUE_LENGTH = 10_000;
    private static final int MAX_NAME_LENGTH = 500;
    private static final int MAX_FIELD_NAME_LENGTH = 200;
    private static final int MAX_ID_LENGTH = 200;
    private static final int MAX_FIELDS = 500;

    /** The parts of a record that an update may change. */
    public record Content(@Nullable String name, String ownerType, String ownerId, Map<String, Object> fields) {}

    /** Why an update cannot be applied. */
    public record Refusal(String code, String reason) {}

    /** Result of {@link #applyTo}; exactly one part is set. */
    public record Result(
            @Nullable Content content, @Nullable Refusal refusal) {}

    /**
     * Returns the changed content, or why the update is refused.
     *
     * @param mismatch why the value does not conform to the declared type of the field; empty if it does
     */
    public Result applyTo(Content before, Optional<Refusal> mismatch) {
        if (field.equals(OWNER)) {
            return owner(before);
        }
        if (!before.fields().containsKey(field)) {
            if (field.equals(NAME)) {
                return name(before);
            }
            if (READ_ONLY.contains(field)) {
                return refused("field-not-writable", "A sequence cannot set '" + field + "' of a record.");
            }
            if (field.isBlank() || field.length() > MAX_FIELD_NAME_LENGTH) {
                return refused("field-not-writable", "The name of the field is blank or too long.");
            }
        }
        return mismatch.map(refusal -> new Result(null, refusal)).orElseGet(() -> changed(before));
    }

    private Result owner(Content before) {
        String id = ownerId;
        String type = ownerType == null ? "user" : ownerType;
        if (id == null
                || id.isBlank()
                || id.length() > MAX_ID_LENGTH
                || id.chars().anyMatch(Character::isISOControl)
                || !(type.equals("user") || type.equals("team"))) {
            return refused("owner-invalid", "The new owner is not a user or a team with a valid id.");
        }
        return new Result(new Content(before.name(), type, id, before.fields()), null);
    }

    private Result name(Content before) {
        if (value != null && !(value instanceof String text && text.length() <= MAX_NAME_LENGTH)) {
            return refused(
                    "value-wrong-type", "The name of a record is text of up to " + MAX_NAME_LENGTH + " characters.");
        }
        return new Result(new Content((String) value, before.ownerType(), before.ownerId(), before.fields()), null);
    }

    private Result changed(Content before) {
        if (value != null && !(value instanceof String || value instanceof Number || value instanceof Boolean)) {
            return refused("value-wrong-type", "The value of " + field + " is an object or an array.");
        }
        if (value instanceof String text && text.length() > MAX_VALUE_LENGTH) {
            return refused(
                    "value-too-long", "The value of " + field + " has more than " + MAX_VALUE_LENGTH + " characters.");
        }
        Map<String, Object> fields = new LinkedHashMap<>(before.fields());
        if (value == null) {
            fields.remove(field);
        } else {
            fields.put(field, value);
        }
        if (fields.size() > MAX_FIELDS) {
            return refused("fields-too-large", "The record would have more than " + MAX_FIELDS + " fields.");
        }
        return new Result(new Content(before.name(), before.ownerType(), before.ownerId(), fields), null);
    }

    private static Result refused(String code, String reason) {
        return new Result(null, new Refusal(code, reason));
    }

    /** The refusal for a record that does not exist. */
    public static Refusal recordUnknown(String recordType, String recordId) {
        return new Refusal("record-unknown", "There is no " + recordType + " '" + recordId + "'.");
    }
}
