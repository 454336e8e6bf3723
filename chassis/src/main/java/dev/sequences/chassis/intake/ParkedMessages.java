package dev.sequences.chassis.intake;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.sequences.chassis.json.Json;
import dev.sequences.chassis.rows.StorageFailure;
import dev.sequences.chassis.unit.Unit;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/**
 * Messages that could not be taken: kept with their bytes and reason until somebody retries or discards them. {@link DeadLetters}
 * copies them to the dead-letter topic of their consumer.
 */
@ApplicationScoped
public class ParkedMessages {

    private static final String COLUMNS =
            "id, consumer, topic, partition, record_offset, record_key, value, headers, reason, parked_at";

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
        Map<String, String> headers = new LinkedHashMap<>();
        for (Header header : record.headers()) {
            headers.put(
                    Json.storable(header.key()),
                    header.value() == null ? "" : Base64.getEncoder().encodeToString(header.value()));
        }
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
            insert.setString(7, Json.text(headers));
            insert.setString(8, reason);
            insert.setObject(9, unit.now().atOffset(ZoneOffset.UTC));
            insert.executeUpdate();
        }
        unit.afterCommit(count::incrementAndGet);
    }

    /** Keys of {@code keys} that have a parked message: what comes after must wait. A message without key blocks nobody. */
    Set<String> blockedKeys(Unit unit, String consumer, List<String> keys) throws SQLException {
        Set<String> blocked = new HashSet<>();
        byte[][] wanted = keys.stream()
                .filter(key -> !key.isEmpty())
                .distinct()
                .map(key -> key.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        if (wanted.length == 0) {
            return blocked;
        }
        try (PreparedStatement read = unit.connection()
                .prepareStatement(
                        "select distinct record_key from chassis.parked_message where consumer = ? and record_key ="
                                + " any(?)")) {
            read.setString(1, consumer);
            read.setArray(2, unit.connection().createArrayOf("bytea", wanted));
            try (ResultSet result = read.executeQuery()) {
                while (result.next()) {
                    blocked.add(new String(result.getBytes(1), StandardCharsets.UTF_8));
                }
            }
        }
        return blocked;
    }

    /** Oldest first; of one consumer when given. */
    List<Parked> list(@Nullable String consumer, long after, int limit) {
        String sql = "select " + COLUMNS + " from chassis.parked_message where id > ?"
                + (consumer == null ? "" : " and consumer = ?") + " order by id limit " + limit;
        try (Connection connection = dataSource.getConnection();
                PreparedStatement read = connection.prepareStatement(sql)) {
            read.setLong(1, after);
            if (consumer != null) {
                read.setString(2, consumer);
            }
            return rows(read);
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }

    /** All that are parked of the message's key (same consumer and topic), itself among them, in the order of the topic. */
    List<Parked> queueOf(Unit unit, long id) throws SQLException {
        try (PreparedStatement read = unit.connection()
                .prepareStatement(
                        "select " + COLUMNS + " from chassis.parked_message p where p.id = ? or exists (select 1 from"
                                + " chassis.parked_message f where f.id = ? and f.consumer = p.consumer"
                                + " and f.topic = p.topic and f.record_key = p.record_key) order by"
                                + " record_offset for update")) {
            read.setLong(1, id);
            read.setLong(2, id);
            return rows(read);
        }
    }

    void remove(Unit unit, long id) throws SQLException {
        try (PreparedStatement delete =
                unit.connection().prepareStatement("delete from chassis.parked_message where id = ?")) {
            delete.setLong(1, id);
            if (delete.executeUpdate() > 0) {
                unit.afterCommit(count::decrementAndGet);
            }
        }
    }

    private static List<Parked> rows(PreparedStatement read) throws SQLException {
        List<Parked> parked = new ArrayList<>();
        try (ResultSet result = read.executeQuery()) {
            while (result.next()) {
                byte[] key = result.getBytes(6);
                RecordHeaders headers = new RecordHeaders();
                headers(result.getString(8))
                        .forEach((name, value) ->
                                headers.add(name, Base64.getDecoder().decode(value)));
                parked.add(new Parked(
                        result.getLong(1),
                        result.getString(2),
                        result.getString(3),
                        key == null ? "" : new String(key, StandardCharsets.UTF_8),
                        result.getString(9),
                        result.getObject(10, OffsetDateTime.class).toInstant(),
                        new ConsumerRecord<>(
                                result.getString(3),
                                result.getInt(4),
                                result.getLong(5),
                                result.getObject(10, OffsetDateTime.class)
                                        .toInstant()
                                        .toEpochMilli(),
                                TimestampType.CREATE_TIME,
                                0,
                                0,
                                key,
                                result.getBytes(7),
                                headers,
                                Optional.empty())));
            }
        }
        return parked;
    }

    private static Map<String, String> headers(String json) {
        try {
            return Json.MAPPER.readValue(json, new TypeReference<>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those that are not on a dead-letter topic yet, oldest first. */
    List<Parked> notCopied(long after, int limit) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement read = connection.prepareStatement("select " + COLUMNS
                        + " from chassis.parked_message where not dead_lettered and id > ? order by id limit ?")) {
            read.setLong(1, after);
            read.setInt(2, limit);
            return rows(read);
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }

    void copied(List<Parked> messages) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement update = connection.prepareStatement(
                        "update chassis.parked_message set dead_lettered = true where id = any(?)")) {
            update.setArray(
                    1,
                    connection.createArrayOf(
                            "bigint", messages.stream().map(Parked::id).toArray()));
            update.executeUpdate();
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }

    /** Other replicas park and take, too. */
    void recount() {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement all = connection.prepareStatement("select count(*) from chassis.parked_message");
                ResultSet result = all.executeQuery()) {
            result.next();
            count.set(result.getLong(1));
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }
}
