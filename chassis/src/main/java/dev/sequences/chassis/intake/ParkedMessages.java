package dev.sequences.chassis.intake;

import dev.sequences.chassis.rows.Row;
import dev.sequences.chassis.rows.Rows;
import dev.sequences.chassis.rows.StorageFailure;
import dev.sequences.chassis.unit.Unit;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Messages that could not be processed, stored unchanged with the reason until an operator retries or discards them. {@link DeadLetters}
 * copies them to the dead-letter topic of their consumer.
 */
@ApplicationScoped
public class ParkedMessages {

    private static final String COLUMNS = StoredMessages.COLUMNS + ", reason, parked_at";

    private final DataSource dataSource;
    private final AtomicLong count = new AtomicLong();

    ParkedMessages(DataSource dataSource, MeterRegistry metrics) {
        this.dataSource = dataSource;
        metrics.gauge("sequences.parked.messages", count);
    }

    /** One parked message. */
    record Parked(
            long id,
            String consumer,
            String topic,
            String key,
            String reason,
            Instant parkedAt,
            ConsumerRecord<byte[], byte[]> record) {}

    void park(Unit unit, KafkaMessage message, String consumer, String reason) throws SQLException {
        ConsumerRecord<byte[], byte[]> record = message.record();
        try (PreparedStatement insert = unit.connection()
                .prepareStatement("insert into chassis.parked_message (consumer, topic, partition, record_offset,"
                        + " record_key, value, headers, reason, parked_at) values (?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?)"
                        + " on conflict do nothing")) {
            insert.setString(1, consumer);
            insert.setString(2, record.topic());
            insert.setInt(3, record.partition());
            insert.setLong(4, record.offset());
            insert.setBytes(5, record.key());
            insert.setBytes(6, record.value());
            insert.setString(7, StoredMessages.headers(record));
            insert.setString(8, reason);
            insert.setObject(9, unit.now().atOffset(ZoneOffset.UTC));
            insert.executeUpdate();
        }
        unit.afterCommit(count::incrementAndGet);
    }

    /** Returns parked messages, oldest first; only those of {@code consumer} unless it is null. */
    List<Parked> list(@Nullable String consumer, long after, int limit) {
        try (Connection connection = dataSource.getConnection()) {
            String sql = "select " + COLUMNS + " from chassis.parked_message where id > ?";
            Rows rows = consumer == null
                    ? Rows.of(connection, sql + " order by id limit ?").with(after, limit)
                    : Rows.of(connection, sql + " and consumer = ? order by id limit ?")
                            .with(after, consumer, limit);
            return rows.list(ParkedMessages::parked);
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }

    /** Returns the message and all parked messages with the same consumer, topic and key, in the order of the topic. */
    List<Parked> queueOf(Unit unit, long id) {
        return Rows.of(
                        unit.connection(),
                        "select " + COLUMNS + " from chassis.parked_message p where p.id = ? or exists (select 1 from"
                                + " chassis.parked_message f where f.id = ? and f.consumer = p.consumer"
                                + " and f.topic = p.topic and f.record_key = p.record_key) order by"
                                + " record_offset for update")
                .with(id, id)
                .list(ParkedMessages::parked);
    }

    void remove(Unit unit, long id) {
        int removed = Rows.of(unit.connection(), "delete from chassis.parked_message where id = ?")
                .with(id)
                .update();
        if (removed > 0) {
            unit.afterCommit(count::decrementAndGet);
        }
    }

    private static Parked parked(Row row) throws SQLException {
        Instant parkedAt = row.instant("parked_at");
        return new Parked(
                row.longValue("id"),
                row.text("consumer"),
                row.text("topic"),
                StoredMessages.key(row),
                row.text("reason"),
                parkedAt,
                StoredMessages.record(row, parkedAt));
    }

    /** Returns the messages that are not on a dead-letter topic yet, oldest first. */
    List<Parked> notCopied(long after, int limit) {
        try (Connection connection = dataSource.getConnection()) {
            return Rows.of(
                            connection,
                            "select " + COLUMNS
                                    + " from chassis.parked_message where not dead_lettered and id > ? order by id limit ?")
                    .with(after, limit)
                    .list(ParkedMessages::parked);
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }

    void markCopied(List<Parked> messages) {
        try (Connection connection = dataSource.getConnection()) {
            Rows.of(connection, "update chassis.parked_message set dead_lettered = true where id = any(?)")
                    .with(messages.stream().map(Parked::id).toList())
                    .update();
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }

    /** Updates the metric from the table, since other replicas park and remove messages as well. */
    void recount() {
        try (Connection connection = dataSource.getConnection()) {
            count.set(Rows.of(connection, "select count(*) as parked from chassis.parked_message")
                    .one(row -> row.longValue("parked")));
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }
}
