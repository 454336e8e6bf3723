package dev.sequences.segment.record;

import java.util.Optional;

/** Names one CRM record everywhere: topic key, membership subject. Ordered, so that rows are locked in one order. */
public record RecordKey(String recordType, String recordId) implements Comparable<RecordKey> {

    public static final int LONGEST_TYPE = 50;

    /** {@code <recordType>:<recordId>}. */
    public String text() {
        return recordType + ":" + recordId;
    }

    /** Empty when this is not a key of a record. */
    public static Optional<RecordKey> of(String text) {
        int colon = text.indexOf(':');
        return colon < 1 || colon > LONGEST_TYPE || colon == text.length() - 1
                ? Optional.empty()
                : Optional.of(new RecordKey(text.substring(0, colon), text.substring(colon + 1)));
    }

    @Override
    public int compareTo(RecordKey other) {
        int types = recordType.compareTo(other.recordType);
        return types != 0 ? types : recordId.compareTo(other.recordId);
    }
}
