package dev.sequences.insights.views.outcomes;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a record was closed; a row of {@code record_outcome}. Contains the id of the record but none of its fields.
 *
 * @param closedAs outcome as stated by the CRM; null if it states none
 * @param isConverted whether the settings count the outcome as a conversion
 */
record RecordOutcome(
        String recordType, String recordId, @Nullable String closedAs, Instant closedAt, boolean isConverted) {

    record Key(String recordType, String recordId) {}

    Key key() {
        return new Key(recordType, recordId);
    }
}
