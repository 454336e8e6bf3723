package dev.sequences.chassis.relay;

import dev.sequences.chassis.eventlog.StoredRow;
import dev.sequences.chassis.rows.Row;
import dev.sequences.chassis.rows.Rows;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PGobject;

/**
 * The replication slot, which is the only offset store. If it is missing or invalidated, a new one is created and everything after the
 * last known position is republished from the tables. Consumers recognize the repeats by their positions or handle them idempotently.
 */
final class Slot {

    private static final Logger LOG = Logger.getLogger(Slot.class);

    /** Index values are assigned before the commit, so a row with a lower value may become visible later. */
    private static final long MARGIN = 20_000;

    private static final int PAGE = 1_000;

    /** Row of {@code relay_progress}: the last published index. */
    static final int PUBLISHED = 1;

    /** Row of {@code relay_progress}: the index after which an unfinished republication starts. */
    static final int REPUBLISH_AFTER = 2;

    private final String name;
    private final RelayMapping mapping;
    private final Sender sender;

    Slot(String name, RelayMapping mapping, Sender sender) {
        this.name = name;
        this.mapping = mapping;
        this.sender = sender;
    }

    /**
     * Creates the slot if it is missing, and republishes what a lost slot missed before anything new is published. The starting point is
     * stored before the new slot exists: otherwise the slot would look complete after a crash or a failure of the broker.
     */
    void ensure(Connection connection) throws SQLException {
        boolean usable = usable(connection);
        Optional<Long> unfinished = index(connection, REPUBLISH_AFTER);
        if (usable && unfinished.isEmpty()) {
            return;
        }
        long after = unfinished.orElse(Math.max(0, index(connection, PUBLISHED).orElse(0L) - MARGIN));
        execute(
                connection,
                "insert into chassis.relay_progress values (" + REPUBLISH_AFTER + ", " + after
                        + ") on conflict (id) do nothing");
        if (!usable) {
            execute(
                    connection,
                    "select pg_create_logical_replication_slot('" + name + "', 'pgoutput', false, false, true)");
        }
        long events = republishEvents(connection, after);
        long rows = 0;
        for (RowPublication publication : mapping.rowPublications().values()) {
            rows += republishRows(connection, publication);
        }
        execute(connection, "delete from chassis.relay_progress where id = " + REPUBLISH_AFTER);
        if (events + rows > 0) {
            LOG.warnf("slot %s was missing: republished %d events and %d rows", name, events, rows);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private boolean usable(Connection connection) throws SQLException {
        record State(@Nullable Integer activePid, boolean isLost, String database, boolean isOwn) {}
        Optional<State> state = Rows.of(
                        connection,
                        "select active_pid, wal_status, invalidation_reason, database, database = current_database() as is_own"
                                + " from pg_replication_slots where slot_name = ?")
                .with(name)
                .first(row -> new State(
                        row.intOrNull("active_pid"),
                        "lost".equals(row.textOrNull("wal_status")) || row.textOrNull("invalidation_reason") != null,
                        String.valueOf(row.textOrNull("database")),
                        row.bool("is_own")));
        if (state.isEmpty()) {
            return false;
        }
        if (!state.get().isOwn()) {
            throw new IllegalStateException("replication slot " + name + " belongs to database "
                    + state.get().database() + " on the same server; set sequences.installation to a name of its own");
        }
        if (state.get().activePid() != null) {
            // This process has the lease, so the session belongs to a process that has lost it.
            execute(connection, "select pg_terminate_backend(" + state.get().activePid() + ")");
        }
        if (state.get().isLost()) {
            execute(connection, "select pg_drop_replication_slot('" + name + "')");
        }
        return !state.get().isLost();
    }

    private static Optional<Long> index(Connection connection, int id) {
        return Rows.of(connection, "select global_index from chassis.relay_progress where id = ?")
                .with(id)
                .first(row -> row.longValue("global_index"));
    }

    private long republishEvents(Connection connection, long after) {
        long count = 0;
        long last = after;
        while (true) {
            List<Indexed> page = Rows.of(
                            connection,
                            "select global_index, type, aggregate_identifier, sequence_number, event_identifier, time_stamp,"
                                    + " payload_type, payload_revision, payload, meta_data"
                                    + " from chassis.domain_event_entry where global_index > ? order by global_index limit "
                                    + PAGE)
                    .with(last)
                    .list(Slot::indexed);
            List<ProducerRecord<byte[], byte[]>> out =
                    page.stream().flatMap(row -> mapping.event(row.event())).toList();
            sender.send(out);
            count += out.size();
            if (page.size() < PAGE) {
                return count;
            }
            last = page.getLast().index();
        }
    }

    private record Indexed(long index, StoredRow event) {}

    private static Indexed indexed(Row row) throws SQLException {
        return new Indexed(
                row.longValue("global_index"),
                new StoredRow(
                        row.text("type"),
                        row.text("aggregate_identifier"),
                        row.longValue("sequence_number"),
                        row.text("event_identifier"),
                        row.text("time_stamp"),
                        row.text("payload_type"),
                        row.textOrNull("payload_revision"),
                        row.bytes("payload"),
                        row.bytesOrNull("meta_data")));
    }

    private long republishRows(Connection connection, RowPublication publication) throws SQLException {
        long count = 0;
        connection.setAutoCommit(false);
        try (Statement read = connection.createStatement()) {
            read.setFetchSize(PAGE);
            try (ResultSet result = read.executeQuery("select * from " + publication.table())) {
                while (result.next()) {
                    Map<String, Object> row = new HashMap<>();
                    for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                        row.put(result.getMetaData().getColumnName(i), value(result, i));
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

    /** Returns the value as Debezium represents it: json as text, timestamps as ISO-8601 text. */
    private static @Nullable Object value(ResultSet result, int column) throws SQLException {
        Object value = result.getObject(column);
        return switch (value) {
            case Timestamp at ->
                result.getObject(column, OffsetDateTime.class).toInstant().toString();
            case PGobject json -> String.valueOf(json.getValue());
            case null -> null;
            default -> value;
        };
    }
}
