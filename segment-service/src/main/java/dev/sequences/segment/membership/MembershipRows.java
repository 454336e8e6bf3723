package dev.sequences.segment.membership;

import dev.sequences.chassis.json.Json;
import dev.sequences.segment.record.RecordKey;
import dev.sequences.segment.record.RecordRows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Table {@code membership}: where each record is, and the number of its last fact. */
final class MembershipRows {

    private MembershipRows() {}

    /**
     * @param segmentId null when it is in no segment now
     * @param sequence number of its last fact, dense from 0; -1 before the first
     */
    record Row(
            RecordKey key,
            @Nullable String segmentId,
            int ruleVersion,
            Instant joinedAt,
            List<String> why,
            long sequence) {}

    /** Rows of these records; locked until the end of the transaction, in the order of their keys. */
    static Map<RecordKey, Row> lock(Connection connection, Collection<RecordKey> keys) throws SQLException {
        Map<RecordKey, Row> rows = new HashMap<>();
        try (PreparedStatement read = connection.prepareStatement("select m.record_type, m.record_id, m.segment_id,"
                + " m.rule_version, m.joined_at, m.sequence from membership m"
                + " join unnest(?::text[], ?::text[]) k(record_type, record_id) using (record_type, record_id)"
                + " order by m.record_type, m.record_id for update of m")) {
            RecordRows.setKeys(connection, read, 1, new TreeSet<>(keys));
            try (ResultSet row = read.executeQuery()) {
                while (row.next()) {
                    RecordKey key = new RecordKey(row.getString(1), row.getString(2));
                    rows.put(
                            key,
                            new Row(
                                    key,
                                    row.getString(3),
                                    row.getInt(4),
                                    row.getObject(5, java.time.OffsetDateTime.class)
                                            .toInstant(),
                                    List.of(),
                                    row.getLong(6)));
                }
            }
        }
        return rows;
    }

    static void write(Connection connection, List<Row> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedStatement upsert = connection.prepareStatement("insert into membership (record_type, record_id,"
                + " segment_id, rule_version, joined_at, why, sequence)"
                + " select t.record_type, t.record_id, t.segment_id, t.rule_version, t.joined_at, t.why::jsonb, t.sequence"
                + " from unnest(?::text[], ?::text[], ?::text[], ?::int[], ?::timestamptz[], ?::text[], ?::bigint[])"
                + " as t(record_type, record_id, segment_id, rule_version, joined_at, why, sequence)"
                + " order by t.record_type, t.record_id"
                + " on conflict (record_type, record_id) do update set segment_id = excluded.segment_id,"
                + " rule_version = excluded.rule_version, joined_at = excluded.joined_at, why = excluded.why,"
                + " sequence = excluded.sequence")) {
            RecordRows.setKeys(
                    connection, upsert, 1, rows.stream().map(Row::key).toList());
            @Nullable Object[] segments = new @Nullable Object[rows.size()];
            Object[] versions = new Object[rows.size()];
            Object[] joined = new Object[rows.size()];
            Object[] why = new Object[rows.size()];
            Object[] sequences = new Object[rows.size()];
            for (int i = 0; i < rows.size(); i++) {
                Row row = rows.get(i);
                segments[i] = row.segmentId();
                versions[i] = row.ruleVersion();
                joined[i] = row.joinedAt().atOffset(ZoneOffset.UTC).toString();
                why[i] = Json.text(row.why());
                sequences[i] = row.sequence();
            }
            upsert.setArray(3, connection.createArrayOf("text", segments));
            upsert.setArray(4, connection.createArrayOf("int4", versions));
            upsert.setArray(5, connection.createArrayOf("text", joined));
            upsert.setArray(6, connection.createArrayOf("text", why));
            upsert.setArray(7, connection.createArrayOf("bigint", sequences));
            upsert.executeUpdate();
        }
    }
}
