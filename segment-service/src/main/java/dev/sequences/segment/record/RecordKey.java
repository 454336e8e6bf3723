package dev.sequences.segment.record;

import java.util.Optional;

/** Identifies a CRM record, also as topic key and membership subject. Comparable, so that rows are locked in one order. */
public record RecordKey(String recordType, String recordId) implements Comparable<RecordKey> {

    public static final int MAX_TYPE_LENGTH = 50;

    /** {@code <recordType>:<recordId>}. */
    public String text() {
        return recordType + ":" + recordId;
    }

    /** Parses {@code <recordType>:<recordId>}; empty if the text has another form. */
    public static Optional<RecordKey> of(String text) {
        int colon = text.indexOf(':');
        return colon < 1 || colon > MAX_TYPE_LENGTH || colon == text.length() - 1
                ? Optional.empty()
                : Optional.of(new RecordKey(text.substring(0, colon), text.substring(colon + 1)));
    }

    @Override
    public int compareTo(RecordKey other) {
        int types = recordType.compareTo(other.recordType);
        return types != 0 ? types : recordId.compareTo(other.recordId);
    }
}
