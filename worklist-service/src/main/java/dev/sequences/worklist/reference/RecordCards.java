package dev.sequences.worklist.reference;

import dev.sequences.chassis.flow.FactVersion;
import dev.sequences.chassis.json.Json;
import dev.sequences.chassis.rows.Rows;
import dev.sequences.contracts.Topics;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Table {@code record_card}: the latest card of each CRM record. */
public final class RecordCards {

    /** The consumer that keeps the cards up to date. */
    public static final String CONSUMER = "worklist.records";

    private static final String UPSERT = """
        insert into record_card as c
            (record_type, record_id, name, owner_type, owner_id, active, score, fields, sequence, version)
        select type, id, name, owner_type, owner_id, active, score, fields::jsonb, sequence, version
        from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::boolean[], ?::float8[], ?::text[], ?::bigint[],
            ?::text[])
            as given(type, id, name, owner_type, owner_id, active, score, fields, sequence, version)
        on conflict (record_type, record_id) do update
        set name = excluded.name, owner_type = excluded.owner_type, owner_id = excluded.owner_id,
            active = excluded.active, score = excluded.score, fields = excluded.fields, sequence = excluded.sequence,
            version = excluded.version
        where excluded.sequence < 0 or excluded.sequence >= c.sequence
        """;

    private static final String DELETE = """
        delete from record_card c using unnest(?::text[], ?::text[]) as deleted(type, id)
        where c.record_type = deleted.type and c.record_id = deleted.id
        """;

    private RecordCards() {}

    /** Returns the versions of these records on {@code crm.records}; omits unknown records and those of earlier releases. */
    public static Map<RecordCard.Key, FactVersion> versions(Connection connection, Collection<RecordCard.Key> keys) {
        Map<RecordCard.Key, FactVersion> versions = new HashMap<>();
        Rows.of(
                        connection,
                        "select record_type, record_id, version from unnest(?::text[], ?::text[]) k(record_type, record_id)"
                                + " join record_card using (record_type, record_id) where version is not null")
                .with(
                        keys.stream().map(RecordCard.Key::type).toArray(String[]::new),
                        keys.stream().map(RecordCard.Key::id).toArray(String[]::new))
                .forEach(row -> {
                    RecordCard.Key key = new RecordCard.Key(row.text("record_type"), row.text("record_id"));
                    versions.put(
                            key, new FactVersion(Topics.CRM_RECORDS, key.type() + ":" + key.id(), row.text("version")));
                });
        return versions;
    }

    /** Writes the latest card of each record; an empty one deletes the row. */
    public static void write(Connection connection, Map<RecordCard.Key, Optional<RecordCard>> last)
            throws SQLException {
        List<RecordCard> written =
                last.values().stream().flatMap(Optional::stream).toList();
        List<RecordCard.Key> deleted = last.entrySet().stream()
                .filter(entry -> entry.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .toList();
        if (!written.isEmpty()) {
            try (PreparedStatement upsert = connection.prepareStatement(UPSERT)) {
                array(upsert, 1, "text", written, card -> card.key().type());
                array(upsert, 2, "text", written, card -> card.key().id());
                array(upsert, 3, "text", written, RecordCard::name);
                array(upsert, 4, "text", written, RecordCard::ownerType);
                array(upsert, 5, "text", written, RecordCard::ownerId);
                array(upsert, 6, "boolean", written, RecordCard::active);
                array(upsert, 7, "float8", written, RecordCard::score);
                array(upsert, 8, "text", written, card -> Json.text(card.fields()));
                array(upsert, 9, "bigint", written, RecordCard::position);
                array(upsert, 10, "text", written, RecordCard::version);
                upsert.executeUpdate();
            }
        }
        if (!deleted.isEmpty()) {
            try (PreparedStatement delete = connection.prepareStatement(DELETE)) {
                array(delete, 1, "text", deleted, RecordCard.Key::type);
                array(delete, 2, "text", deleted, RecordCard.Key::id);
                delete.executeUpdate();
            }
        }
    }

    private static <T> void array(
            PreparedStatement statement, int index, String type, List<T> rows, Function<T, @Nullable Object> column)
            throws SQLException {
        Object[] values = rows.stream().map(column).toArray();
        statement.setArray(index, statement.getConnection().createArrayOf(type, values));
    }
}
