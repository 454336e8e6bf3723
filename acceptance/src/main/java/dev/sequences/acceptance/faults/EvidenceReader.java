package dev.sequences.acceptance.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sequences.contracts.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** Reads the five databases and all topics of a suite whose load has stopped. Writes nothing. */
public final class EvidenceReader {

    static final List<String> TOPICS = List.of(
            Topics.DEFINITIONS,
            Topics.ENROLLMENTS,
            Topics.WORK_ITEMS,
            Topics.SEGMENTS,
            Topics.ASSIGNMENTS,
            Topics.SELLERS,
            Topics.CRM_RECORDS,
            Topics.CRM_ACTIVITIES);

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Without the event data, which are on the topics. */
    private static final String ARCHIVE = "(select consumer, topic, key, type, sequence, event_id from event_archive)";

    private final String postgres;
    private final String kafka;

    /**
     * @param postgres host and port of the server; each database is accessed with the login of its service
     * @param kafka bootstrap servers
     */
    public EvidenceReader(String postgres, String kafka) {
        this.postgres = postgres;
        this.kafka = kafka;
    }

    public Evidence read() throws SQLException {
        List<LogEvent> log = new ArrayList<>();
        Map<String, List<JsonNode>> tables = new HashMap<>();
        Map<String, Instant> clocks = new HashMap<>();
        for (String service : Evidence.SERVICES) {
            try (Connection connection = connect(service);
                    Statement statement = connection.createStatement()) {
                // One snapshot for all tables of a database, in case something still changes.
                connection.setAutoCommit(false);
                connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
                log.addAll(log(service, statement));
                for (String table : Evidence.TABLES.getOrDefault(service, List.of())) {
                    tables.put(service + "." + table, rows(statement, table));
                }
                for (String table : Evidence.CHASSIS) {
                    tables.put(service + "." + table, rows(statement, "chassis." + table));
                }
                if (service.equals("insights")) {
                    tables.put("insights.event_archive", rows(statement, ARCHIVE));
                }
                clocks.put(service, now(statement));
                connection.rollback();
            }
        }
        return new Evidence(log, topics(), tables, clocks);
    }

    /** Reads what the suite still has to do. */
    Pulse pulse() throws SQLException, InterruptedException, ExecutionException {
        return new PulseReader(this, kafka).read();
    }

    /** The current time of the suite. */
    public Instant suiteTime() throws SQLException {
        try (Connection connection = connect("enrollment");
                Statement statement = connection.createStatement()) {
            return now(statement);
        }
    }

    private static Instant now(Statement statement) throws SQLException {
        try (ResultSet now = statement.executeQuery("select chassis.suite_now()")) {
            now.next();
            return now.getObject(1, OffsetDateTime.class).toInstant();
        }
    }

    Connection connect(String service) throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://" + postgres + "/" + service, service, service);
    }

    private static List<LogEvent> log(String service, Statement statement) throws SQLException {
        List<LogEvent> log = new ArrayList<>();
        try (ResultSet row = statement.executeQuery("select aggregate_identifier, sequence_number, event_identifier,"
                + " payload_type, time_stamp, payload from chassis.domain_event_entry order by global_index")) {
            while (row.next()) {
                log.add(new LogEvent(
                        service,
                        row.getString(1),
                        row.getLong(2),
                        row.getString(3),
                        row.getString(4),
                        Instant.parse(row.getString(5)),
                        json(new String(row.getBytes(6), StandardCharsets.UTF_8))));
            }
        }
        return log;
    }

    private static List<JsonNode> rows(Statement statement, String table) throws SQLException {
        List<JsonNode> rows = new ArrayList<>();
        try (ResultSet row = statement.executeQuery("select row_to_json(t)::text from " + table + " t")) {
            while (row.next()) {
                rows.add(json(row.getString(1)));
            }
        }
        return rows;
    }

    private List<TopicRecord> topics() {
        List<TopicRecord> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka, "enable.auto.commit", "false", "max.poll.records", "5000"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = TOPICS.stream()
                    .flatMap(topic -> consumer.partitionsFor(topic).stream())
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(500))) {
                    records.add(record(record));
                }
            }
        }
        return records;
    }

    private static TopicRecord record(ConsumerRecord<byte[], byte[]> record) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (Header header : record.headers()) {
            headers.put(header.key(), header.value() == null ? "" : new String(header.value(), StandardCharsets.UTF_8));
        }
        return new TopicRecord(
                record.topic(),
                record.partition(),
                record.offset(),
                record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8),
                headers,
                value(record.value()));
    }

    private static @Nullable JsonNode value(byte @Nullable [] value) {
        if (value == null) {
            return null;
        }
        try {
            return JSON.readTree(value);
        } catch (IOException garbage) {
            return null;
        }
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new IllegalStateException("not JSON: " + text, e);
        }
    }
}
