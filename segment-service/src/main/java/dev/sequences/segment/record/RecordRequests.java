package dev.sequences.segment.record;

import dev.sequences.chassis.answer.Problem;
import dev.sequences.chassis.decider.Refusal;
import dev.sequences.chassis.http.Fields;
import dev.sequences.chassis.json.Json;
import dev.sequences.segment.recordimport.model.ColumnMapping;
import dev.sequences.segment.recordtype.RecordTypeRequests;
import dev.sequences.segment.recordtype.model.Declaration;
import dev.sequences.segment.recordtype.model.Declaration.Mismatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Request and response bodies of the records API. */
final class RecordRequests {

    private static final int MAX_TEXT_LENGTH = 500;
    private static final int MAX_VALUE_LENGTH = 10_000;
    private static final int MAX_FIELD_NAME_LENGTH = 200;
    private static final int MAX_FIELDS = 500;
    /** Well below the message limit of one megabyte of broker and consumers. */
    private static final int MAX_FIELDS_BYTES = 300_000;

    private RecordRequests() {}

    /**
     * @param ownerType user (default) or team
     * @param ownerId if missing, an existing record keeps its owner and a new record belongs to the caller
     * @param active default true
     * @param closedAs outcome of a record that is not active, e.g. qualified
     * @param fields text, number, boolean or null by name
     */
    record PutRecord(
            @Nullable String name,
            @Nullable String ownerType,
            @Nullable String ownerId,
            @Nullable Boolean active,
            @Nullable String closedAs,
            @Nullable Map<String, Object> fields) {

        RecordState state(RecordKey key, @Nullable StoredRecord before, String caller) {
            String type = ownerType == null ? "user" : ownerType;
            String owner = ownerId == null ? caller : ownerId;
            if (ownerId == null && before != null) {
                type = before.ownerType();
                owner = before.ownerId();
            }
            return new RecordState(
                    key, name, type, owner, active == null || active, closedAs, fields == null ? Map.of() : fields);
        }

        void check() {
            List<Refusal> refusals = new ArrayList<>();
            if (name != null && (name.length() > MAX_TEXT_LENGTH || containsNul(name))) {
                refusals.add(invalidText("name", MAX_TEXT_LENGTH));
            }
            if (ownerType != null && !ownerType.equals("user") && !ownerType.equals("team")) {
                refusals.add(Refusal.rule(
                        "owner-type-unknown",
                        "ownerType",
                        "Owner type '" + Fields.shortened(ownerType) + "' is unknown.",
                        "Use user or team."));
            }
            if (ownerId != null && (ownerId.isBlank() || ColumnMapping.idError(ownerId) != null)) {
                refusals.add(invalidText("ownerId", ColumnMapping.MAX_ID_LENGTH));
            }
            if (closedAs != null && (closedAs.length() > MAX_TEXT_LENGTH || containsNul(closedAs))) {
                refusals.add(invalidText("closedAs", MAX_TEXT_LENGTH));
            }
            if (closedAs != null && (active == null || active)) {
                refusals.add(Refusal.rule(
                        "closed-but-active",
                        "closedAs",
                        "closedAs is set for an active record.",
                        "Send 'active': false, or omit closedAs."));
            }
            if (fields != null) {
                checkFields(fields, refusals);
            }
            if (!refusals.isEmpty()) {
                throw Problem.of(refusals);
            }
        }

        private static void checkFields(Map<String, Object> fields, List<Refusal> refusals) {
            if (fields.size() > MAX_FIELDS || Json.bytes(fields).length > MAX_FIELDS_BYTES) {
                refusals.add(Refusal.rule(
                        "fields-too-large",
                        "fields",
                        "The record has too many fields, or they are too large in total.",
                        "Send at most " + MAX_FIELDS + " fields and " + MAX_FIELDS_BYTES + " bytes."));
            }
            for (Map.Entry<String, Object> field : fields.entrySet()) {
                String path = "fields." + field.getKey();
                Object value = field.getValue();
                if (field.getKey().isBlank()
                        || field.getKey().length() > MAX_FIELD_NAME_LENGTH
                        || containsNul(field.getKey())) {
                    refusals.add(Refusal.rule(
                            "field-name-invalid",
                            "fields",
                            "A field name is blank, too long or contains U+0000.",
                            "Use 1 to " + MAX_FIELD_NAME_LENGTH + " characters."));
                } else if (value instanceof String text && (text.length() > MAX_VALUE_LENGTH || containsNul(text))) {
                    refusals.add(invalidText(path, MAX_VALUE_LENGTH));
                } else if (value != null
                        && !(value instanceof String || value instanceof Number || value instanceof Boolean)) {
                    refusals.add(Refusal.rule(
                            "field-not-flat",
                            path,
                            "The value of " + Fields.shortened(path) + " is an object or an array.",
                            "Send text, a number, a boolean or null."));
                }
            }
        }

        private static boolean containsNul(String text) {
            return text.indexOf('\0') >= 0;
        }

        private static Refusal invalidText(String path, int maxLength) {
            return Refusal.rule(
                    "value-too-long",
                    path,
                    "The value of " + Fields.shortened(path) + " is blank, too long or contains control characters.",
                    "Send 1 to " + maxLength + " printable characters.");
        }
    }

    /** Throws a {@link Problem} if a field does not conform to the declared type. */
    static void check(Declaration declaration, Map<String, Object> fields) {
        List<Refusal> refusals = declaration.check(fields).stream()
                .map(mismatch -> Refusal.rule(
                        mismatch.code(), "fields." + mismatch.field(), mismatch.message(), mismatch.remedy()))
                .toList();
        if (!refusals.isEmpty()) {
            throw Problem.of(refusals);
        }
    }

    /**
     * A record in a response.
     *
     * @param findings values that do not conform to the declared type: of another producer, or older than the declaration
     */
    record RecordBody(
            String recordType,
            String recordId,
            @Nullable String name,
            String ownerType,
            String ownerId,
            boolean active,
            @Nullable String closedAs,
            Map<String, Object> fields,
            long version,
            List<Mismatch> findings) {

        static RecordBody of(StoredRecord record, Declaration declaration) {
            return new RecordBody(
                    record.key().recordType(),
                    record.key().recordId(),
                    record.name(),
                    record.ownerType(),
                    record.ownerId(),
                    record.active(),
                    record.closedAs(),
                    record.fields(),
                    record.version(),
                    declaration.check(record.fields()));
        }
    }

    /** The key from a path; a {@link Problem} if its type is unknown or its id is invalid. */
    static RecordKey key(String recordType, String recordId) {
        RecordTypeRequests.checkType(recordType);
        if (recordId.isBlank() || ColumnMapping.idError(recordId) != null) {
            throw Problem.rule(
                    "record-id-invalid",
                    "recordId",
                    "The record id is blank, too long or contains control characters.",
                    "Use 1 to " + ColumnMapping.MAX_ID_LENGTH + " printable characters.");
        }
        return new RecordKey(recordType, recordId);
    }
}
