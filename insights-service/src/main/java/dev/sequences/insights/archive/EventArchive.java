package dev.sequences.insights.archive;

import dev.sequences.chassis.rows.Column;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/**
 * Append-only archive of every received event, written in the transaction of its effect.
 *
 * <p>Archive positions increase in the order in which the events of one key were processed. Across keys, a lower position may become
 * visible after a higher one if several replicas write; {@link #lockAndReadLastPosition} returns a position up to which none can.
 */
public final class EventArchive {

    private static final List<Column<ReceivedEvent>> COLUMNS = List.of(
            Column.text("topic", ReceivedEvent::topic),
            Column.number("partition", ReceivedEvent::partition),
            Column.bigint("record_offset", ReceivedEvent::offset),
            Column.text("event_id", ReceivedEvent::eventId),
            Column.text("key", ReceivedEvent::key),
            Column.text("type", ReceivedEvent::type),
            Column.bigint("sequence", ReceivedEvent::position),
            Column.instant("happened_at", ReceivedEvent::happenedAt),
            Column.cast("data", "json", ReceivedEvent::json));

    private static final String READ = """
            select position, topic, partition, record_offset, event_id, key, type, sequence, happened_at, data::text as data
            from public.event_archive
            where consumer = ? and position > ? and position <= ?
            order by position
            limit ?
            """;

    private EventArchive() {}

    /** Consecutive events of one consumer and the archive position of the last one. */
    public record Slice(List<ReceivedEvent> events, long lastPosition) {}

    public static void append(Connection connection, String consumer, List<ReceivedEvent> events) throws SQLException {
        List<Column<ReceivedEvent>> columns = new ArrayList<>(COLUMNS);
        columns.add(Column.text("consumer", event -> consumer));
        try (PreparedStatement insert =
                connection.prepareStatement("insert into public.event_archive " + Column.insertion(columns))) {
            Column.bind(insert, columns, events);
            insert.executeUpdate();
        }
    }

    /**
     * Waits for running writers and blocks new ones until the end of the transaction. Returns the last archive position of the consumer, up
     * to which every event is visible; 0 if there are none.
     */
    public static long lockAndReadLastPosition(Connection connection, String consumer) throws SQLException {
        try (Statement lock = connection.createStatement();
                PreparedStatement last = connection.prepareStatement(
                        "select coalesce(max(position), 0) as last from public.event_archive where consumer = ?")) {
            lock.execute("lock table public.event_archive in share mode");
            last.setString(1, consumer);
            try (ResultSet result = last.executeQuery()) {
                result.next();
                return result.getLong("last");
            }
        }
    }

    /** Returns the next events after archive position {@code position} up to {@code horizon}, in order. */
    public static Slice read(Connection connection, String consumer, long position, long horizon, int limit)
            throws SQLException {
        List<ReceivedEvent> events = new ArrayList<>();
        long last = position;
        try (PreparedStatement read = connection.prepareStatement(READ)) {
            read.setString(1, consumer);
            read.setLong(2, position);
            read.setLong(3, horizon);
            read.setInt(4, limit);
            try (ResultSet row = read.executeQuery()) {
                while (row.next()) {
                    last = row.getLong("position");
                    events.add(new ReceivedEvent(
                            row.getString("topic"),
                            row.getInt("partition"),
                            row.getLong("record_offset"),
                            row.getString("event_id"),
                            row.getString("key"),
                            row.getString("type"),
                            row.getLong("sequence"),
                            row.getObject("happened_at", OffsetDateTime.class).toInstant(),
                            row.getString("data")));
                }
            }
        }
        return new Slice(events, last);
    }
}
