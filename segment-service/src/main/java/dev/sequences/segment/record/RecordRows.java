package dev.sequences.segment.record;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.sequences.chassis.flow.Cause;
import dev.sequences.chassis.flow.FactVersion;
import dev.sequences.chassis.json.Json;
import dev.sequences.chassis.rows.Row;
import dev.sequences.chassis.rows.Rows;
import dev.sequences.contracts.Topics;
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

/** Table {@code record}. A write that changes nothing keeps the row, its version and its origin. */
public final class RecordRows {

    /** Who wrote a row last; stored in column {@code origin}. */
    public enum Writer {
        /** The HTTP API or an import. The row is published. */
        API("intake"),
        /** A message of another producer, or an own message that followed one. The row is not published. */
        TOPIC("topic");

        private final String code;

        Writer(String code) {
            this.code = code;
        }
    }

    public static final String COLUMNS =
            "r.record_type, r.record_id, r.name, r.owner_type, r.owner_id, r.active, r.closed_as, r.fields, r.version,"
                    + " r.origin, r.topic_version";

    private static final String ONE =
            "select " + COLUMNS + " from record r where r.record_type = ? and r.record_id = ? and not r.deleted";

    private static final TypeReference<Map<String, Object>> FIELDS = new TypeReference<>() {};

    private static final String UPSERT =
            "insert into record (record_type, record_id, name, owner_type, owner_id, active,"
                    + " closed_as, fields, origin, actor, correlation_id, changed_at, topic_version)"
                    + " select t.record_type, t.record_id, t.name, t.owner_type, t.owner_id, t.active, t.closed_as,"
                    + " t.fields::jsonb, ?, t.actor, t.correlation_id, ?, t.topic_version"
                    + " from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::boolean[], ?::text[], ?::text[],"
                    + " ?::text[], ?::text[], ?::text[]) as t(record_type, record_id, name, owner_type, owner_id, active,"
                    + " closed_as, fields, actor, correlation_id, topic_version)"
                    + " order by t.record_type, t.record_id on conflict (record_type, record_id) do update set"
                    + " version = nextval('record_version'), origin = excluded.origin, actor = excluded.actor,"
                    + " correlation_id = excluded.correlation_id, changed_at = excluded.changed_at, deleted = false,"
                    + " topic_version = excluded.topic_version, fields = excluded.fields, ";

    private static final String UPSERT_STATE = UPSERT
            + "name = excluded.name, owner_type = excluded.owner_type, owner_id = excluded.owner_id,"
            + " active = excluded.active, closed_as = excluded.closed_as"
            + " where (record.name, record.owner_type, record.owner_id, record.active, record.closed_as, record.fields,"
            + " record.deleted) is distinct from (excluded.name, excluded.owner_type, excluded.owner_id,"
            + " excluded.active, excluded.closed_as, excluded.fields, false)";

    private static final String CLEAR = """
            update record r set deleted = true, name = null, closed_as = null, fields = '{}', active = false, origin = ?, actor = ?,
              correlation_id = ?, changed_at = ?, version = nextval('record_version'), topic_version = null
            from unnest(?::text[], ?::text[]) k(record_type, record_id)
            where r.record_type = k.record_type and r.record_id = k.record_id and not r.deleted
            """;

    private RecordRows() {}

    /**
     * Replaces the whole states; returns the number of changed rows. Keys must be distinct.
     *
     * @param cause for {@link Writer#TOPIC}, based on the version of the message
     */
    public static int write(
            Connection connection,
            List<RecordState> states,
            Writer writer,
            Function<RecordKey, Cause> cause,
            Instant now)
            throws SQLException {
        return write(connection, UPSERT_STATE, states, writer, cause, now);
    }

    private static int write(
            Connection connection,
            String statement,
            List<RecordState> states,
            Writer writer,
            Function<RecordKey, Cause> cause,
            Instant now)
            throws SQLException {
        if (states.isEmpty()) {
            return 0;
        }
        return Rows.of(connection, statement)
                .with(
                        writer.code,
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
                        texts(states, s -> cause.apply(s.key()).correlationId()),
                        texts(states, s -> writer == Writer.TOPIC ? topicVersion(cause.apply(s.key())) : null))
                .update();
    }

    /** The version of the message that a write from the topic is based on. */
    private static @Nullable String topicVersion(Cause cause) {
        return cause.basis().isEmpty() ? null : cause.basis().getFirst().version();
    }

    private static String[] texts(List<RecordState> states, Function<RecordState, @Nullable String> value) {
        return states.stream().map(value).toArray(String[]::new);
    }

    /** Existing records by key. */
    public static Map<RecordKey, StoredRecord> read(Connection connection, Collection<RecordKey> keys) {
        return read(connection, keys, "");
    }

    /** Existing records by key; locks their rows, in the order of their ids, until the end of the transaction. */
    public static Map<RecordKey, StoredRecord> lock(Connection connection, Collection<RecordKey> keys) {
        return read(connection, keys, " order by r.record_type, r.record_id for update of r");
    }

    private static Map<RecordKey, StoredRecord> read(Connection connection, Collection<RecordKey> keys, String suffix) {
        Map<RecordKey, StoredRecord> found = new HashMap<>();
        Rows.of(
                        connection,
                        "select " + COLUMNS + " from unnest(?::text[], ?::text[]) k(record_type, record_id)"
                                + " join record r using (record_type, record_id) where not r.deleted" + suffix)
                .with(arrays(keys))
                .forEach(row -> {
                    StoredRecord record = of(row);
                    found.put(record.key(), record);
                });
        return found;
    }

    /** Arguments for {@code unnest(?::text[], ?::text[])}: the types and the ids of these keys. */
    public static Object[] arrays(Collection<RecordKey> keys) {
        return new Object[] {
            keys.stream().map(RecordKey::recordType).toArray(String[]::new),
            keys.stream().map(RecordKey::recordId).toArray(String[]::new)
        };
    }

    /** Reads the record and locks its row until the end of the transaction. */
    static Optional<StoredRecord> lock(Connection connection, RecordKey key) {
        return Rows.of(connection, ONE + " for update")
                .with(key.recordType(), key.recordId())
                .first(RecordRows::of);
    }

    /** @param onlyOwnedBy user that must own the record; null: any owner */
    static Optional<StoredRecord> find(Connection connection, RecordKey key, @Nullable String onlyOwnedBy) {
        Rows rows = onlyOwnedBy == null
                ? Rows.of(connection, ONE).with(key.recordType(), key.recordId())
                : Rows.of(connection, ONE + " and r.owner_type = 'user' and r.owner_id = ?")
                        .with(key.recordType(), key.recordId(), onlyOwnedBy);
        return rows.first(RecordRows::of);
    }

    /** Active records of a type with an id greater than {@code after}, ordered by id. */
    public static List<StoredRecord> activeAfter(Connection connection, String recordType, String after, int limit) {
        return Rows.of(
                        connection,
                        "select " + COLUMNS + " from record r"
                                + " where r.record_type = ? and r.record_id > ? and r.active and not r.deleted"
                                + " order by r.record_id limit ?")
                .with(recordType, after, limit)
                .list(RecordRows::of);
    }

    /** Deletes a record for the API; a tombstone is published on the topic. */
    static void delete(Connection connection, RecordKey key, Cause cause, Instant now) throws SQLException {
        clear(connection, List.of(key), Writer.API, cause, now);
    }

    /** Deletes records for which the topic has a tombstone. */
    public static void deleteFromTopic(Connection connection, Collection<RecordKey> keys, Cause cause, Instant now)
            throws SQLException {
        clear(connection, keys, Writer.TOPIC, cause, now);
    }

    /**
     * Rows of deleted records stay, without their data, because a published message needs a version. The message for a physically deleted
     * row would have none, and a repeated one could permanently hide newer messages.
     */
    private static void clear(
            Connection connection, Collection<RecordKey> keys, Writer writer, Cause cause, Instant now)
            throws SQLException {
        if (keys.isEmpty()) {
            return;
        }
        Rows.of(connection, CLEAR)
                .with(writer.code, cause.actor(), cause.correlationId(), now)
                .with(arrays(keys))
                .update();
    }

    public static StoredRecord of(Row row) throws SQLException {
        RecordKey key = new RecordKey(row.text("record_type"), row.text("record_id"));
        return new StoredRecord(
                key,
                row.textOrNull("name"),
                row.text("owner_type"),
                row.text("owner_id"),
                row.bool("active"),
                row.textOrNull("closed_as"),
                fields(row.text("fields")),
                row.longValue("version"),
                fact(key, row));
    }

    private static @Nullable FactVersion fact(RecordKey key, Row row) throws SQLException {
        return row.text("origin").equals(Writer.API.code)
                ? FactVersion.ofService(Topics.CRM_RECORDS, key.text(), "segment", row.longValue("version"))
                : FactVersion.stored(Topics.CRM_RECORDS, key.text(), row.textOrNull("topic_version"));
    }

    public static Map<String, Object> fields(String json) {
        try {
            return Json.MAPPER.readValue(json, FIELDS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The subset of these keys whose rows, including rows of deleted records, were last written from the topic. */
    public static Set<RecordKey> lastWrittenFromTopic(Connection connection, Collection<RecordKey> keys) {
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
