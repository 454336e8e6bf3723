package dev.sequences.segment.publication;

import dev.sequences.chassis.flow.Cause;
import dev.sequences.chassis.ids.DerivedIds;
import dev.sequences.chassis.relay.RowPublication.Row;
import dev.sequences.contracts.ContractEvent;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows of tables whose newest state is published on a snapshot topic. */
final class SnapshotRows {

    /** Namespace of the derived event ids. Never change it. */
    private static final UUID EVENTS = UUID.fromString("5e1ec7ed-0000-5000-8000-736e61707368");

    private SnapshotRows() {}

    /** The position is that of the event that led to this state, so that a consumer can skip older events. */
    static Row row(ContractEvent event, String key, Map<String, Object> row) {
        long version = ((Number) Objects.requireNonNull(row.get("version"))).longValue();
        return new Row(
                event,
                DerivedIds.of(EVENTS, key + "#" + version),
                version - 1,
                OffsetDateTime.parse(text(row, "changed_at")).toInstant(),
                new Cause(text(row, "actor"), text(row, "correlation_id"), null, null));
    }

    static String text(Map<String, Object> row, String column) {
        return Objects.requireNonNull(row.get(column), column).toString();
    }

    static @Nullable String textOrNull(Map<String, Object> row, String column) {
        Object value = row.get(column);
        return value == null ? null : value.toString();
    }
}
