package dev.sequences.segment.publication;

import dev.sequences.chassis.flow.Cause;
import dev.sequences.chassis.ids.DerivedIds;
import dev.sequences.chassis.relay.RowPublication;
import dev.sequences.contracts.Topics;
import dev.sequences.contracts.crm.RecordChangedV1;
import dev.sequences.segment.record.RecordKey;
import dev.sequences.segment.record.RecordRows;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Publishes records that were written through the HTTP API or an import on {@code crm.records}. */
@ApplicationScoped
public class RecordPublication implements RowPublication {

    /** Namespace of the derived event ids. Never change it. */
    private static final UUID EVENTS = UUID.fromString("5e1ec7ed-0000-5000-8000-7265636f7264");

    /** The same id for every publication of a version of a record, so that consumers recognize duplicates. */
    public static String eventId(RecordKey key, long version) {
        return DerivedIds.of(EVENTS, key.text() + "#" + version);
    }

    @Override
    public String table() {
        return "public.record";
    }

    @Override
    public String topic() {
        return Topics.CRM_RECORDS;
    }

    @Override
    public String key(Map<String, Object> primaryKey) {
        return key(text(primaryKey, "record_type"), text(primaryKey, "record_id"))
                .text();
    }

    private static RecordKey key(String recordType, String recordId) {
        return new RecordKey(recordType, recordId);
    }

    @Override
    public Optional<Row> publish(Map<String, Object> row) {
        if (!text(row, "origin").equals("intake")) {
            return Optional.empty();
        }
        RecordKey key = key(text(row, "record_type"), text(row, "record_id"));
        long version = ((Number) Objects.requireNonNull(row.get("version"))).longValue();
        RecordChangedV1 event = Boolean.TRUE.equals(row.get("deleted")) ? null : state(key, row);
        Cause cause = new Cause(text(row, "actor"), text(row, "correlation_id"), null, null);
        return Optional.of(new Row(event, eventId(key, version), version, at(text(row, "changed_at")), cause));
    }

    private static RecordChangedV1 state(RecordKey key, Map<String, Object> row) {
        return new RecordChangedV1(
                key.recordType(),
                key.recordId(),
                optional(row, "name"),
                text(row, "owner_type"),
                text(row, "owner_id"),
                Boolean.TRUE.equals(row.get("active")),
                optional(row, "closed_as"),
                RecordRows.fields(text(row, "fields")));
    }

    private static Instant at(String timestamp) {
        return OffsetDateTime.parse(timestamp).toInstant();
    }

    private static String text(Map<String, Object> row, String column) {
        return Objects.requireNonNull(row.get(column), column).toString();
    }

    private static @Nullable String optional(Map<String, Object> row, String column) {
        Object value = row.get(column);
        return value == null ? null : value.toString();
    }
}
