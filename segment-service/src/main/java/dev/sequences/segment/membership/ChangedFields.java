package dev.sequences.segment.membership;

import dev.sequences.chassis.rows.Rows;
import dev.sequences.segment.record.RecordKey;
import dev.sequences.segment.record.RecordRows;
import java.sql.Connection;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Table {@code record_change}: what changed in records since their last evaluation. Triggers of table {@code record} append to it. */
final class ChangedFields {

    private static final String TAKE = """
            delete from record_change c using unnest(?::text[], ?::text[]) k(record_type, record_id)
            where c.record_type = k.record_type and c.record_id = k.record_id
            returning c.record_type, c.record_id, c.fields is null as created, c.fields
            """;

    private ChangedFields() {}

    /**
     * Removes and returns the changes of these records: the changed fields, or empty for a created record. Records without changes are
     * missing.
     */
    static Map<RecordKey, Optional<Set<String>>> take(Connection connection, Collection<RecordKey> keys) {
        Map<RecordKey, Optional<Set<String>>> changes = new HashMap<>();
        Rows.of(connection, TAKE).with(RecordRows.arrays(keys)).forEach(row -> {
            RecordKey key = new RecordKey(row.text("record_type"), row.text("record_id"));
            Optional<Set<String>> fields =
                    row.bool("created") ? Optional.empty() : Optional.of(new HashSet<>(row.texts("fields")));
            changes.merge(key, fields, ChangedFields::both);
        });
        return changes;
    }

    private static Optional<Set<String>> both(Optional<Set<String>> first, Optional<Set<String>> second) {
        if (first.isEmpty() || second.isEmpty()) {
            return Optional.empty();
        }
        Set<String> all = new HashSet<>(first.get());
        all.addAll(second.get());
        return Optional.of(all);
    }
}
