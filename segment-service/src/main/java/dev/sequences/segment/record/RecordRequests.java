package dev.sequences.segment.record;

import dev.sequences.chassis.answer.Problem;
import dev.sequences.chassis.decider.Refusal;
import dev.sequences.chassis.json.Json;
import dev.sequences.segment.recordimport.model.RowColumns;
import dev.sequences.segment.segment.model.RecordTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What callers say about records, and what they are told. */
final class RecordRequests {

    private static final int LONGEST_TEXT = 500;
    private static final int LONGEST_VALUE = 10_000;
    private static final int LONGEST_FIELD_NAME = 200;
    private static final int MOST_FIELDS = 500;
    /** Broker and consumers take a megabyte; a record is far below. */
    private static final int LARGEST_FIELDS = 300_000;

    private RecordRequests() {}

    /**
     * @param ownerType user (default) or team
     * @param ownerId when missing: the owner stays, and that of a new record is the caller
     * @param active true when missing
     * @param closedAs for a record that is not active, e.g. qualified
     * @param fields text, number, boolean or null by name
     */
    record PutRecord(
            @Nullable String name,
            @Nullable String ownerType,
            @Nullable String ownerId,
            @Nullable Boolean active,
            @Nullable String closedAs,
            @Nullable Map<String, Object> fields) {

        RecordState on(RecordKey key, @Nullable StoredRecord before, String caller) {
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
            if (name != null && (name.length() > LONGEST_TEXT || holdsNul(name))) {
                refusals.add(tooLong("name", LONGEST_TEXT));
            }
            if (ownerType != null && !ownerType.equals("user") && !ownerType.equals("team")) {
                refusals.add(Refusal.rule(
                        "owner-type-unknown", "ownerType", "There is no such type of owner.", "Use user or team."));
            }
            if (ownerId != null && (ownerId.isBlank() || RowColumns.wrongId(ownerId) != null)) {
                refusals.add(tooLong("ownerId", RowColumns.LONGEST_ID));
            }
            if (closedAs != null && (closedAs.length() > LONGEST_TEXT || holdsNul(closedAs))) {
                refusals.add(tooLong("closedAs", LONGEST_TEXT));
            }
            if (closedAs != null && (active == null || active)) {
                refusals.add(Refusal.rule(
                        "closed-but-active",
                        "closedAs",
                        "An active record is not closed.",
                        "Send active: false with it, or leave closedAs out."));
            }
            if (fields != null) {
                checkFields(fields, refusals);
            }
            if (!refusals.isEmpty()) {
                throw Problem.of(refusals);
            }
        }

        private static void checkFields(Map<String, Object> fields, List<Refusal> refusals) {
            if (fields.size() > MOST_FIELDS || Json.bytes(fields).length > LARGEST_FIELDS) {
                refusals.add(Refusal.rule(
                        "fields-too-large",
                        "fields",
                        "There are too many fields, or they are too long together.",
                        "Send at most " + MOST_FIELDS + " fields and " + LARGEST_FIELDS + " bytes."));
            }
            for (Map.Entry<String, Object> field : fields.entrySet()) {
                String path = "fields." + field.getKey();
                Object value = field.getValue();
                if (field.getKey().isBlank()
                        || field.getKey().length() > LONGEST_FIELD_NAME
                        || holdsNul(field.getKey())) {
                    refusals.add(Refusal.rule(
                            "field-name-invalid",
                            "fields",
                            "A field's name is blank or too long.",
                            "Use 1 to " + LONGEST_FIELD_NAME + " characters."));
                } else if (value instanceof String text && (text.length() > LONGEST_VALUE || holdsNul(text))) {
                    refusals.add(tooLong(path, LONGEST_VALUE));
                } else if (value != null
                        && !(value instanceof String || value instanceof Number || value instanceof Boolean)) {
                    refusals.add(Refusal.rule(
                            "field-not-flat",
                            path,
                            "The value is neither text, number, boolean nor null.",
                            "Send one plain value per field."));
                }
            }
        }

        private static boolean holdsNul(String text) {
            return text.indexOf('\0') >= 0;
        }

        private static Refusal tooLong(String path, int longest) {
            return Refusal.rule(
                    "value-too-long",
                    path,
                    "The value is blank, too long or holds unreadable characters.",
                    "Use at most " + longest + " characters.");
        }
    }

    /** A record as callers see it. */
    record RecordBody(
            String recordType,
            String recordId,
            @Nullable String name,
            String ownerType,
            String ownerId,
            boolean active,
            @Nullable String closedAs,
            Map<String, Object> fields,
            long version) {

        static RecordBody of(StoredRecord record) {
            return new RecordBody(
                    record.key().recordType(),
                    record.key().recordId(),
                    record.name(),
                    record.ownerType(),
                    record.ownerId(),
                    record.active(),
                    record.closedAs(),
                    record.fields(),
                    record.version());
        }
    }

    /** The key in a path, of a type that can be written. */
    static RecordKey key(String recordType, String recordId) {
        checkType(recordType);
        if (recordId.isBlank() || RowColumns.wrongId(recordId) != null) {
            throw Problem.rule(
                    "record-id-invalid",
                    "recordId",
                    "This cannot be the id of a record.",
                    "Use 1 to " + RowColumns.LONGEST_ID + " printable characters.");
        }
        return new RecordKey(recordType, recordId);
    }

    static void checkType(String recordType) {
        if (!RecordTypes.known(recordType)) {
            throw Problem.rule(
                    "record-type-unknown",
                    "recordType",
                    "There is no record type '" + (recordType.length() > 80 ? "..." : recordType) + "'.",
                    "Use one of: " + String.join(", ", RecordTypes.ALL) + ".");
        }
    }
}
