package dev.sequences.segment.record;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.sequences.chassis.flow.Cause;
import dev.sequences.chassis.json.Json;
import dev.sequences.chassis.rows.Row;
import dev.sequences.chassis.rows.Rows;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Table {@code record}. A write that changes nothing leaves the row, its version and its origin alone. */
public final class RecordRows {

    /** Who wrote a row last, and so whether it is published. */
    public enum Origin {
        INTAKE("intake"),
        TOPIC("topic");

        private final String code;

        Origin(String code) {
            this.code = code;
        }
    }

    /** Parts of a record that a file does not speak of, and that stay as they are. */
    public record Kept(boolean name, boolean owner) {}

    public static final String COLUMNS =
            "r.record_type, r.record_id, r.name, r.owner_type, r.owner_id, r.active, r.closed_as, r.fields, r.version";

    private static final String ONE =
            "select " + COLUMNS + " from record r where r.record_type = ? and r.record_id = ? and not r.deleted";

    private static final TypeReference<Map<String, Object>> FIELDS = new TypeReference<>() {};

    private static final String GIVEN =
            "insert into record (record_type, record_id, name, owner_type, owner_id, active,"
                    + " closed_as, fields, origin, actor, correlation_id, changed_at)"
                    + " select t.record_type, t.record_id, t.name, t.owner_type, t.owner_id, t.active, t.closed_as,"
                    + " t.fields::jsonb, ?, t.actor, t.correlation_id, ?"
                    + " from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::boolean[], ?::text[], ?::text[],"
                    + " ?::text[], ?::text[]) as t(record_type, record_id, name, owner_type, owner_id, active, closed_as, fields,"
                    + " actor, correlation_id)"
                    + " order by t.record_type, t.record_id on conflict (record_type, record_id) do update set"
                    + " version = nextval('record_version'), origin = excluded.origin, actor = excluded.actor,"
                    + " correlation_id = excluded.correlation_id, changed_at = excluded.changed_at, deleted = false,"
                    + " fields = excluded.fields, ";

    private static final String WHOLE = GIVEN
            + "name = excluded.name, owner_type = excluded.owner_type, owner_id = excluded.owner_id,"
            + " active = excluded.active, closed_as = excluded.closed_as"
            + " where (record.name, record.owner_type, record.owner_id, record.active, record.closed_as, record.fields,"
            + " record.deleted) is distinct from (excluded.name, excluded.owner_type, excluded.owner_id,"
            + " excluded.active, excluded.closed_as, excluded.fields, false)";

    /** A file does not say whether a record is active: a closed one stays closed. A deleted one comes back as new. */
    private static final String FROM_FILE = GIVEN
            + "name = case when $name and not record.deleted then record.name else excluded.name end,"
            + " owner_type = case when $owner and not record.deleted then record.owner_type else excluded.owner_type end,"
            + " owner_id = case when $owner and not record.deleted then record.owner_id else excluded.owner_id end,"
            + " active = case when record.deleted then true else record.active end,"
            + " closed_as = case when record.deleted then null else record.closed_as end"
            + " where record.deleted or record.fields is distinct from excluded.fields"
            + " or (not $name and record.name is distinct from excluded.name)"
            + " or (not $owner and (record.owner_type, record.owner_id) is distinct from"
            + " (excluded.owner_type, excluded.owner_id))";

    private static final String EMPTY = """
            update record r set deleted = true, name = null, closed_as = null, fields = '{}', active = false, origin = ?, actor = ?,
              correlation_id = ?, changed_at = ?, version = nextval('record_version')
            from unnest(?::text[], ?::text[]) k(record_type, record_id)
            where r.record_type = k.record_type and r.record_id = k.record_id and not r.deleted
            """;

    private RecordRows() {}

    /** Whole states; returns how many rows changed. Keys must be distinct. */
    public static int write(
            Connection connection,
            List<RecordState> states,
            Origin origin,
            Function<RecordKey, Cause> cause,
            Instant now)
            throws SQLException {
        return write(connection, WHOLE, states, origin, cause, now);
    }

    /** Rows of a file; returns how many rows changed. Keys must be distinct. */
    public static int writeFromFile(
            Connection connection, List<RecordState> states, Kept kept, Cause cause, Instant now) throws SQLException {
        String statement = FROM_FILE
                .replace("$name", Boolean.toString(kept.name()))
                .replace("$owner", Boolean.toString(kept.owner()));
        return write(connection, statement, states, Origin.INTAKE, key -> cause, now);
    }

    private static int write(
            Connection connection,
            String statement,
            List<RecordState> states,
            Origin origin,
            Function<RecordKey, Cause> cause,
            Instant now)
            throws SQLException {
        if (states.isEmpty()) {
            return 0;
        }
        return Rows.of(connection, statement)
                .with(
                        origin.code,
                        now,
                        texts(states, s -> s.key().recordType()),
                        texts(states, s -> s.key().recordId()),
                        texts(states, RecordState::name),
                        texts(states, RecordState::ownerType),
                        texts(states, RecordState::ownerId),
                        texts(states, s -> Boolean.toString(s.active())),
                        texts(states, RecordState::closedAs),
                        texts(states, s -> Json.text(s.fields())),
                        texts(states, s -> cause.apply(s.key()).actor()),
                        texts(states, s -> cause.apply(s.key()).correlationId()))
                .update();
    }

    private static String[] texts(List<RecordState> states, Function<RecordState, @Nullable String> value) {
        return states.stream().map(value).toArray(String[]::new);
    }

    /** Records that are there, by key. */
    public static Map<RecordKey, StoredRecord> read(Connection connection, Collection<RecordKey> keys) {
        Map<RecordKey, StoredRecord> found = new HashMap<>();
        Rows.of(
                        connection,
                        "select " + COLUMNS + " from unnest(?::text[], ?::text[]) k(record_type, record_id)"
                                + " join record r using (record_type, record_id) where not r.deleted")
                .with(arrays(keys))
                .forEach(row -> {
                    StoredRecord record = of(row);
                    found.put(record.key(), record);
                });
        return found;
    }

    /** Two arguments for {@code unnest(?::text[], ?::text[])}: the types and the ids of these keys. */
    public static Object[] arrays(Collection<RecordKey> keys) {
        return new Object[] {
            keys.stream().map(RecordKey::recordType).toArray(String[]::new),
            keys.stream().map(RecordKey::recordId).toArray(String[]::new)
        };
    }

    /** The record, its row locked until the end of the transaction. */
    static Optional<StoredRecord> lock(Connection connection, RecordKey key) {
        return Rows.of(connection, ONE + " for update")
                .with(key.recordType(), key.recordId())
                .first(RecordRows::of);
    }

    /** For {@code onlyOwnedBy} null: whoever owns it. */
    static Optional<StoredRecord> find(Connection connection, RecordKey key, @Nullable String onlyOwnedBy) {
        Rows rows = onlyOwnedBy == null
                ? Rows.of(connection, ONE).with(key.recordType(), key.recordId())
                : Rows.of(connection, ONE + " and r.owner_type = 'user' and r.owner_id = ?")
                        .with(key.recordType(), key.recordId(), onlyOwnedBy);
        return rows.first(RecordRows::of);
    }

    /** Active records of a type in the order of their ids, behind {@code after}. */
    public static List<StoredRecord> activeAfter(Connection connection, String recordType, String after, int limit) {
        return Rows.of(
                        connection,
                        "select " + COLUMNS + " from record r"
                                + " where r.record_type = ? and r.record_id > ? and r.active and not r.deleted"
                                + " order by r.record_id limit ?")
                .with(recordType, after, limit)
                .list(RecordRows::of);
    }

    /** Said by a caller; the topic is told by a record without value. */
    static void delete(Connection connection, RecordKey key, Cause cause, Instant now) throws SQLException {
        empty(connection, List.of(key), Origin.INTAKE, cause, now);
    }

    /** The topic said that these are gone. */
    public static void forget(Connection connection, Collection<RecordKey> keys, Cause cause, Instant now)
            throws SQLException {
        empty(connection, keys, Origin.TOPIC, cause, now);
    }

    /**
     * Rows of what is gone stay, emptied. What is sent of a row that was really deleted has no version: when it is repeated it would
     * hide what came behind it, for ever.
     */
    private static void empty(
            Connection connection, Collection<RecordKey> keys, Origin origin, Cause cause, Instant now)
            throws SQLException {
        if (keys.isEmpty()) {
            return;
        }
        Rows.of(connection, EMPTY)
                .with(origin.code, cause.actor(), cause.correlationId(), now)
                .with(arrays(keys))
                .update();
    }

    public static StoredRecord of(Row row) throws SQLException {
        return new StoredRecord(
                new RecordKey(row.text("record_type"), row.text("record_id")),
                row.textOrNull("name"),
                row.text("owner_type"),
                row.text("owner_id"),
                row.bool("active"),
                row.textOrNull("closed_as"),
                fields(row.text("fields")),
                row.longValue("version"));
    }

    public static Map<String, Object> fields(String json) {
        try {
            return Json.MAPPER.readValue(json, FIELDS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of these, the ones whose rows were last written from the topic, emptied ones among them. */
    public static Set<RecordKey> fromTopic(Connection connection, Collection<RecordKey> keys) {
        if (keys.isEmpty()) {
            return Set.of();
        }
        return new HashSet<>(Rows.of(
                        connection,
                        "select r.record_type, r.record_id from unnest(?::text[], ?::text[]) k(record_type, record_id)"
                                + " join record r using (record_type, record_id) where r.origin = 'topic'")
                .with(arrays(keys))
                .list(row -> new RecordKey(row.text("record_type"), row.text("record_id"))));
    }
}
