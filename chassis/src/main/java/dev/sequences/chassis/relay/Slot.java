package dev.sequences.chassis.relay;

import dev.sequences.chassis.eventlog.StoredRow;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The replication slot, the only offset store. When it is missing or was invalidated it is made anew and everything above
 * the last known position is published again from the tables; repeats are recognised by their numbers, or by what they have brought about.
 */
final class Slot {

    private static final Logger LOG = Logger.getLogger(Slot.class);

    /** Numbers are given before the commit, so an earlier number may become visible later. */
    private static final long MARGIN = 20_000;

    private static final int PAGE = 1_000;

    /** Rows of {@code relay_progress}: the last position that went out, and where an unfinished re-publication began. */
    static final int PUBLISHED = 1;

    static final int PUBLISH_AGAIN_AFTER = 2;

    private final String name;
    private final RelayMapping mapping;
    private final Sender sender;

    Slot(String name, RelayMapping mapping, Sender sender) {
        this.name = name;
        this.mapping = mapping;
        this.sender = sender;
    }

    /**
     * What a lost slot missed is published again before anything new. From where is written down before the new slot exists: a broker
     * that is still away, or a kill, must not end in a slot that looks whole.
     */
    void ensure(Connection connection) throws SQLException {
        boolean usable = usable(connection);
        OptionalLong unfinished = position(connection, PUBLISH_AGAIN_AFTER);
        if (usable && unfinished.isEmpty()) {
            return;
        }
        long after =
                unfinished.orElse(Math.max(0, position(connection, PUBLISHED).orElse(0) - MARGIN));
        execute(
                connection,
                "insert into chassis.relay_progress values (" + PUBLISH_AGAIN_AFTER + ", " + after
                        + ") on conflict (id) do nothing");
        if (!usable) {
            execute(
                    connection,
                    "select pg_create_logical_replication_slot('" + name + "', 'pgoutput', false, false, true)");
        }
        long events = publishAgain(connection, after);
        long rows = 0;
        for (RowPublication publication : mapping.rowPublications().values()) {
            rows += publishAgain(connection, publication);
        }
        execute(connection, "delete from chassis.relay_progress where id = " + PUBLISH_AGAIN_AFTER);
        if (events + rows > 0) {
            LOG.warnf("slot %s was missing: published again %d events and %d rows", name, events, rows);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private boolean usable(Connection connection) throws SQLException {
        try (PreparedStatement read = connection.prepareStatement(
                "select active_pid, wal_status, invalidation_reason from pg_replication_slots where slot_name = ?")) {
            read.setString(1, name);
            try (ResultSet result = read.executeQuery()) {
                if (!result.next()) {
                    return false;
                }
                int owner = result.getInt(1);
                boolean lost = "lost".equals(result.getString(2)) || result.getString(3) != null;
                if (owner != 0) {
                    // We hold the lease, so whoever still streams is a leftover of a dead holder.
                    execute(connection, "select pg_terminate_backend(" + owner + ")");
                }
                if (lost) {
                    execute(connection, "select pg_drop_replication_slot('" + name + "')");
                }
                return !lost;
            }
        }
    }

    private static OptionalLong position(Connection connection, int id) throws SQLException {
        try (Statement read = connection.createStatement();
                ResultSet result =
                        read.executeQuery("select global_index from chassis.relay_progress where id = " + id)) {
            return result.next() ? OptionalLong.of(result.getLong(1)) : OptionalLong.empty();
        }
    }

    private long publishAgain(Connection connection, long after) throws SQLException {
        long count = 0;
        long last = after;
        while (true) {
            int page = 0;
            try (PreparedStatement read = connection.prepareStatement("select global_index, type, aggregate_identifier,"
                    + " sequence_number, event_identifier, time_stamp, payload_type, payload_revision, payload, meta_data"
                    + " from chassis.domain_event_entry where global_index > ? order by global_index limit " + PAGE)) {
                read.setLong(1, last);
                try (ResultSet row = read.executeQuery()) {
                    List<ProducerRecord<byte[], byte[]>> out = new java.util.ArrayList<>();
                    while (row.next()) {
                        page++;
                        last = row.getLong(1);
                        mapping.event(new StoredRow(
                                        row.getString(2),
                                        row.getString(3),
                                        row.getLong(4),
                                        row.getString(5),
                                        row.getString(6),
                                        row.getString(7),
                                        row.getString(8),
                                        row.getBytes(9),
                                        row.getBytes(10)))
                                .forEach(out::add);
                    }
                    sender.send(out);
                    count += out.size();
                }
            }
            if (page < PAGE) {
                return count;
            }
        }
    }

    private long publishAgain(Connection connection, RowPublication publication) throws SQLException {
        long count = 0;
        connection.setAutoCommit(false);
        try (Statement read = connection.createStatement()) {
            read.setFetchSize(PAGE);
            try (ResultSet result = read.executeQuery("select * from " + publication.table())) {
                while (result.next()) {
                    Map<String, Object> row = new HashMap<>();
                    for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                        row.put(result.getMetaData().getColumnName(i), plain(result.getObject(i), result, i));
                    }
                    List<ProducerRecord<byte[], byte[]>> out =
                            mapping.row(publication, row).toList();
                    sender.send(out);
                    count += out.size();
                }
            }
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
        return count;
    }

    /** As Debezium would give it: text for json, ISO-8601 for timestamps. */
    private static @Nullable Object plain(@Nullable Object value, ResultSet result, int column) throws SQLException {
        return switch (value) {
            case java.sql.Timestamp at ->
                result.getObject(column, java.time.OffsetDateTime.class)
                        .toInstant()
                        .toString();
            case org.postgresql.util.PGobject json -> String.valueOf(json.getValue());
            case null -> null;
            default -> value;
        };
    }
}
