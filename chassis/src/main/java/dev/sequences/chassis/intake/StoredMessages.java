package dev.sequences.chassis.intake;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.sequences.chassis.json.Json;
import dev.sequences.chassis.rows.Row;
import dev.sequences.chassis.rows.StorageFailure;
import dev.sequences.chassis.unit.Unit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** Columns that parked and waiting messages share, and the order of a key across both tables. */
final class StoredMessages {

    static final String COLUMNS = "id, consumer, topic, partition, record_offset, record_key, value, headers";

    private static final String BLOCKED = """
            select record_key, true as parked from chassis.parked_message where consumer = ? and record_key = any(?)
            union select record_key, false from chassis.waiting_message where consumer = ? and record_key = any(?)
            """;

    private StoredMessages() {}

    /** Keys that have a stored message, so that later messages of the key must queue behind it. */
    record BlockedKeys(Set<String> parked, Set<String> waiting) {}

    /** Returns which of {@code keys} are blocked for the consumer. A message without a key blocks no other. */
    static BlockedKeys blockedKeys(Unit unit, String consumer, List<String> keys) {
        BlockedKeys blocked = new BlockedKeys(new HashSet<>(), new HashSet<>());
        byte[][] candidates = keys.stream()
                .filter(key -> !key.isEmpty())
                .distinct()
                .map(key -> key.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        if (candidates.length == 0) {
            return blocked;
        }
        try (PreparedStatement read = unit.connection().prepareStatement(BLOCKED)) {
            read.setString(1, consumer);
            read.setArray(2, unit.connection().createArrayOf("bytea", candidates));
            read.setString(3, consumer);
            read.setArray(4, unit.connection().createArrayOf("bytea", candidates));
            try (ResultSet result = read.executeQuery()) {
                while (result.next()) {
                    (result.getBoolean("parked") ? blocked.parked() : blocked.waiting())
                            .add(new String(result.getBytes("record_key"), StandardCharsets.UTF_8));
                }
            }
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
        return blocked;
    }

    /** Returns the headers as JSON; the values in Base64, since they may be any bytes. */
    static String headers(ConsumerRecord<byte[], byte[]> record) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (Header header : record.headers()) {
            headers.put(
                    Json.storable(header.key()),
                    header.value() == null ? "" : Base64.getEncoder().encodeToString(header.value()));
        }
        return Json.text(headers);
    }

    /** Returns the message of a row with {@link #COLUMNS}. */
    static ConsumerRecord<byte[], byte[]> record(Row row, Instant time) throws SQLException {
        RecordHeaders headers = new RecordHeaders();
        headers(row.text("headers"))
                .forEach((name, value) -> headers.add(name, Base64.getDecoder().decode(value)));
        return new ConsumerRecord<>(
                row.text("topic"),
                row.intValue("partition"),
                row.longValue("record_offset"),
                time.toEpochMilli(),
                TimestampType.CREATE_TIME,
                0,
                0,
                row.bytesOrNull("record_key"),
                row.bytesOrNull("value"),
                headers,
                Optional.empty());
    }

    private static Map<String, String> headers(String json) {
        try {
            return Json.MAPPER.readValue(json, new TypeReference<>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the record key as text; empty for a message without a key. */
    static String key(Row row) throws SQLException {
        byte[] key = row.bytesOrNull("record_key");
        return key == null ? "" : new String(key, StandardCharsets.UTF_8);
    }
}
