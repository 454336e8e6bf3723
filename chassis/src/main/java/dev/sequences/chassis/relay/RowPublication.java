package dev.sequences.chassis.relay;

import dev.sequences.chassis.flow.Cause;
import dev.sequences.contracts.ContractEvent;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Publishes the rows of a table whose present state is the fact, e.g. CRM records. Each insert and update is sent. What is gone is a row
 * that says so, and is sent as a record without value under that row's version: a repeat of it must not hide a state that came later.
 * The service's migration adds the table to the publication {@code sequences_relay}.
 */
public interface RowPublication {

    /** {@code schema.table}. */
    String table();

    /** The topic of the rows; compacted. */
    String topic();

    /** Record key for a row, from its primary key columns alone. */
    String key(Map<String, Object> primaryKey);

    /**
     * What to send for a row image; empty to send nothing. Values are strings, numbers, booleans or null; json columns are
     * text, timestamps ISO-8601 text.
     */
    Optional<Row> publish(Map<String, Object> row);

    /**
     * @param event null for what is gone
     * @param position version of the row, growing
     * @param eventId stable for this version of the row
     */
    record Row(@Nullable ContractEvent event, String eventId, long position, Instant at, Cause cause) {}
}
