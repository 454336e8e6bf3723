package dev.sequences.chassis.relay;

import dev.sequences.chassis.flow.Cause;
import dev.sequences.contracts.ContractEvent;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Publishes the rows of a table as state, e.g. CRM records. Each insert and update is sent. Deleted entities remain as marked rows and are
 * sent as tombstones with the version of the row, so that a repeated tombstone does not hide a later state. The service's migration adds
 * the table to the publication {@code sequences_relay}.
 */
public interface RowPublication {

    /** Returns the table as {@code schema.table}. */
    String table();

    /** Returns the topic of the rows, which is compacted. */
    String topic();

    /** Returns the record key of a row, which depends on its primary key columns only. */
    String key(Map<String, Object> primaryKey);

    /**
     * Returns the event for a row; empty to send nothing. Values are strings, numbers, booleans or null; json columns are text, timestamps
     * ISO-8601 text.
     */
    Optional<Row> publish(Map<String, Object> row);

    /**
     * An event to send.
     *
     * @param event null for a tombstone
     * @param position version of the row; increases with every change
     * @param eventId stable for this version of the row
     */
    record Row(@Nullable ContractEvent event, String eventId, long position, Instant at, Cause cause) {}
}
