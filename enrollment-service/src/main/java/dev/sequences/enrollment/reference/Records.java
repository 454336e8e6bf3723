package dev.sequences.enrollment.reference;

import dev.sequences.chassis.json.Json;
import dev.sequences.chassis.rows.StorageFailure;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.enrollment.enrollment.model.Assignee;
import dev.sequences.enrollment.enrollment.model.graph.RecordFacts;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Owner, state and fields of CRM records. Conditions read the fields, which may contain personal data. */
@ApplicationScoped
public class Records {

    /**
     * A record as decisions need it.
     *
     * @param changedAt when its content last changed; null when unknown or when it changes now
     */
    public record KnownRecord(
            String recordType,
            String recordId,
            Assignee owner,
            boolean active,
            RecordFacts facts,
            @Nullable Instant changedAt) {

        public KnownRecord(String recordType, String recordId, Assignee owner, boolean active, RecordFacts facts) {
            this(recordType, recordId, owner, active, facts, null);
        }
    }

    private record Fields(Map<String, Object> fields) {}

    /** Lock records in the order in which they are stored, to avoid deadlocks. */
    private static final String LOCK = " order by key collate \"C\" for share";

    /** Returns {@code <recordType>:<recordId>}, the key of the records topic. */
    public static String key(String recordType, String recordId) {
        return recordType + ":" + recordId;
    }

    public Optional<KnownRecord> find(Unit unit, String recordType, String recordId) {
        return Optional.ofNullable(
                find(unit, List.of(key(recordType, recordId))).get(key(recordType, recordId)));
    }

    /** Returns the known records among {@code keys}, in one query. */
    public Map<String, KnownRecord> find(Unit unit, Collection<String> keys) {
        return find(unit, keys, "");
    }

    /** As {@link #find}, and locks the records against changes by other replicas until the end of the unit of work. */
    public Map<String, KnownRecord> lock(Unit unit, Collection<String> keys) {
        return find(unit, keys, LOCK);
    }

    /** Returns those of {@code keys} that are closed. Locks all of them, so that no other one is closed meanwhile. */
    public Set<String> closedAmong(Unit unit, Collection<String> keys) throws SQLException {
        Set<String> closed = new HashSet<>();
        try (PreparedStatement read =
                unit.connection().prepareStatement("select key, active from record where key = any(?)" + LOCK)) {
            read.setArray(1, unit.connection().createArrayOf("text", keys.toArray(String[]::new)));
            try (ResultSet row = read.executeQuery()) {
                while (row.next()) {
                    if (!row.getBoolean(2)) {
                        closed.add(row.getString(1));
                    }
                }
            }
        }
        return closed;
    }

    private static Map<String, KnownRecord> find(Unit unit, Collection<String> keys, String lock) {
        Map<String, KnownRecord> known = new HashMap<>();
        if (keys.isEmpty()) {
            return known;
        }
        try (PreparedStatement read = unit.connection()
                .prepareStatement("select key, record_type, record_id, owner_type, owner_id, active, fields,"
                        + " changed_at from record"
                        + " where key = any(?)" + lock)) {
            read.setArray(
                    1,
                    unit.connection()
                            .createArrayOf("text", keys.stream().distinct().toArray(String[]::new)));
            try (ResultSet row = read.executeQuery()) {
                while (row.next()) {
                    known.put(
                            row.getString(1),
                            new KnownRecord(
                                    row.getString(2),
                                    row.getString(3),
                                    new Assignee(row.getString(4), row.getString(5)),
                                    row.getBoolean(6),
                                    new RecordFacts(Json.read(row.getString(7), Fields.class)
                                            .fields()),
                                    changed(row.getObject(8, OffsetDateTime.class))));
                }
            }
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
        return known;
    }

    private static @Nullable Instant changed(@Nullable OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }

    /** Stores all records in one statement; the last of several states of a record wins. */
    public void store(Unit unit, Collection<KnownRecord> records) throws SQLException {
        if (records.isEmpty()) {
            return;
        }
        List<KnownRecord> last = List.copyOf(records.stream()
                .collect(Collectors.toMap(r -> key(r.recordType(), r.recordId()), r -> r, (a, b) -> b, TreeMap::new))
                .values());
        try (PreparedStatement upsert = unit.connection()
                .prepareStatement(
                        "insert into record (key, record_type, record_id, owner_type, owner_id, active, fields,"
                            + " changed_at) select key, record_type, record_id, owner_type, owner_id, active,"
                            + " fields::jsonb, ?::timestamptz from unnest(?::text[], ?::text[], ?::text[], ?::text[],"
                            + " ?::text[], ?::boolean[], ?::text[]) as t(key, record_type, record_id, owner_type,"
                            + " owner_id, active, fields) on conflict (key) do update set owner_type ="
                            + " excluded.owner_type, owner_id = excluded.owner_id, active = excluded.active, fields ="
                            + " excluded.fields,"
                                // An unchanged record keeps its time of change.
                                + " changed_at = case when (record.owner_type, record.owner_id, record.active,"
                                + " record.fields) is distinct from (excluded.owner_type, excluded.owner_id,"
                                + " excluded.active, excluded.fields) then excluded.changed_at else record.changed_at"
                                + " end")) {
            java.sql.Connection c = unit.connection();
            upsert.setObject(1, unit.now().atOffset(ZoneOffset.UTC));
            upsert.setArray(
                    2,
                    c.createArrayOf(
                            "text",
                            last.stream()
                                    .map(r -> key(r.recordType(), r.recordId()))
                                    .toArray()));
            upsert.setArray(
                    3,
                    c.createArrayOf(
                            "text", last.stream().map(KnownRecord::recordType).toArray(String[]::new)));
            upsert.setArray(
                    4,
                    c.createArrayOf(
                            "text", last.stream().map(KnownRecord::recordId).toArray(String[]::new)));
            upsert.setArray(
                    5,
                    c.createArrayOf(
                            "text", last.stream().map(r -> r.owner().type()).toArray()));
            upsert.setArray(
                    6,
                    c.createArrayOf(
                            "text", last.stream().map(r -> r.owner().id()).toArray()));
            upsert.setArray(
                    7,
                    c.createArrayOf(
                            "boolean", last.stream().map(KnownRecord::active).toArray()));
            upsert.setArray(
                    8,
                    c.createArrayOf(
                            "text",
                            last.stream()
                                    .map(r -> Json.text(new Fields(r.facts().fields())))
                                    .toArray()));
            upsert.executeUpdate();
        }
    }

    public void remove(Unit unit, Collection<String> keys) throws SQLException {
        if (keys.isEmpty()) {
            return;
        }
        try (PreparedStatement delete = unit.connection().prepareStatement("delete from record where key = any(?)")) {
            delete.setArray(1, unit.connection().createArrayOf("text", keys.toArray(String[]::new)));
            delete.executeUpdate();
        }
    }
}
