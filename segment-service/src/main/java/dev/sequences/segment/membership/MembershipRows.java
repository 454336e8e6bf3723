package dev.sequences.segment.membership;

import dev.sequences.chassis.json.Json;
import dev.sequences.chassis.rows.Rows;
import dev.sequences.segment.record.RecordKey;
import dev.sequences.segment.record.RecordRows;
import java.sql.Connection;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Table {@code membership}: the segment of each record and the position of its last fact. */
final class MembershipRows {

    private static final String LOCK = """
            select m.record_type, m.record_id, m.segment_id, m.rule_version, m.joined_at, m.sequence, m.assignment_decided
            from membership m
            join unnest(?::text[], ?::text[]) k(record_type, record_id) using (record_type, record_id)
            order by m.record_type, m.record_id for update of m
            """;

    private static final String UPSERT = """
            insert into membership (record_type, record_id, segment_id, rule_version, joined_at, why, sequence,
              assignment_decided)
            select t.record_type, t.record_id, t.segment_id, t.rule_version, t.joined_at, t.why::jsonb, t.sequence, t.decided
            from unnest(?::text[], ?::text[], ?::text[], ?::int[], ?::timestamptz[], ?::text[], ?::bigint[], ?::boolean[])
              as t(record_type, record_id, segment_id, rule_version, joined_at, why, sequence, decided)
            order by t.record_type, t.record_id
            on conflict (record_type, record_id) do update set segment_id = excluded.segment_id,
              rule_version = excluded.rule_version, joined_at = excluded.joined_at, why = excluded.why,
              sequence = excluded.sequence, assignment_decided = excluded.assignment_decided
            """;

    private MembershipRows() {}

    /**
     * @param segmentId null if the record is in no segment
     * @param sequence position of its last fact, dense from 0; -1 before the first
     * @param assignmentDecided whether assignment rules have decided about this membership
     */
    record Row(
            RecordKey key,
            @Nullable String segmentId,
            int ruleVersion,
            Instant joinedAt,
            List<String> why,
            long sequence,
            boolean assignmentDecided) {}

    /** Reads the rows of these records and locks them in the order of their keys until the end of the transaction. */
    static Map<RecordKey, Row> lock(Connection connection, Collection<RecordKey> keys) {
        Map<RecordKey, Row> locked = new HashMap<>();
        Rows.of(connection, LOCK).with(RecordRows.arrays(new TreeSet<>(keys))).forEach(row -> {
            RecordKey key = new RecordKey(row.text("record_type"), row.text("record_id"));
            locked.put(
                    key,
                    new Row(
                            key,
                            row.textOrNull("segment_id"),
                            row.intValue("rule_version"),
                            row.instant("joined_at"),
                            List.of(),
                            row.longValue("sequence"),
                            row.bool("assignment_decided")));
        });
        return locked;
    }

    /** Marks memberships about which assignment rules have decided. */
    static void markDecided(Connection connection, Collection<RecordKey> keys) {
        if (!keys.isEmpty()) {
            Rows.of(
                            connection,
                            "update membership m set assignment_decided = true"
                                    + " from unnest(?::text[], ?::text[]) k(record_type, record_id)"
                                    + " where m.record_type = k.record_type and m.record_id = k.record_id")
                    .with(RecordRows.arrays(keys))
                    .update();
        }
    }

    static void write(Connection connection, List<Row> rows) {
        if (rows.isEmpty()) {
            return;
        }
        Rows.of(connection, UPSERT)
                .with(RecordRows.arrays(rows.stream().map(Row::key).toList()))
                .with(
                        rows.stream().map(Row::segmentId).toArray(String[]::new),
                        rows.stream().map(Row::ruleVersion).toArray(Integer[]::new),
                        rows.stream().map(row -> row.joinedAt().toString()).toArray(String[]::new),
                        rows.stream().map(row -> Json.text(row.why())).toArray(String[]::new),
                        rows.stream().map(Row::sequence).toArray(Long[]::new),
                        rows.stream()
                                .map(row -> Boolean.toString(row.assignmentDecided()))
                                .toArray(String[]::new))
                .update();
    }
}
