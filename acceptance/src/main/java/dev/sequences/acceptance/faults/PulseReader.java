package dev.sequences.acceptance.faults;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** Reads what a suite still has to do: due timers, running jobs, and messages that a consumer has not processed or that wait for newer
 * knowledge. */
final class PulseReader {

    private static final String COUNTS = "select (select count(*) from chassis.domain_event_entry) as events,"
            + " (select coalesce(sum(next_offset), 0) from chassis.consumer_offset) as offsets,"
            + " (select count(*) from chassis.timer where due_at < (select chassis.suite_now())) as timers,"
            + " (select count(*) from chassis.job where status = 'running') as jobs,"
            + " (select count(*) from chassis.waiting_message) as waiting";

    private final EvidenceReader databases;
    private final String kafka;

    PulseReader(EvidenceReader databases, String kafka) {
        this.databases = databases;
        this.kafka = kafka;
    }

    Pulse read() throws SQLException, InterruptedException, ExecutionException {
        Map<String, Long> counts = new HashMap<>();
        Map<String, Long> pending = new HashMap<>();
        Map<TopicPartition, Long> ends = ends();
        for (String service : Evidence.SERVICES) {
            try (Connection connection = databases.connect(service);
                    Statement statement = connection.createStatement()) {
                try (ResultSet row = statement.executeQuery(COUNTS)) {
                    row.next();
                    counts.put(service + " events", row.getLong("events"));
                    counts.put(service + " offsets", row.getLong("offsets"));
                    pending.put(service + " due timers", row.getLong("timers"));
                    pending.put(service + " running jobs", row.getLong("jobs"));
                    pending.put(service + " waiting messages", row.getLong("waiting"));
                }
                for (IntakeConsumer consumer : IntakeConsumer.ALL) {
                    if (consumer.service().equals(service)) {
                        pending.put("messages of " + consumer, lag(statement, consumer, ends));
                    }
                }
            }
        }
        return new Pulse(counts, pending);
    }

    private static long lag(Statement statement, IntakeConsumer consumer, Map<TopicPartition, Long> ends)
            throws SQLException {
        Map<Integer, Long> next = new HashMap<>();
        try (ResultSet row = statement.executeQuery("select partition, next_offset from chassis.consumer_offset"
                + " where consumer = '" + consumer.group() + "' and topic = '" + consumer.topic() + "'")) {
            while (row.next()) {
                next.put(row.getInt("partition"), row.getLong("next_offset"));
            }
        }
        return ends.entrySet().stream()
                .filter(end -> end.getKey().topic().equals(consumer.topic()))
                .mapToLong(end -> Math.max(
                        0, end.getValue() - next.getOrDefault(end.getKey().partition(), 0L)))
                .sum();
    }

    /** The end offsets of all consumed topics. */
    private Map<TopicPartition, Long> ends() throws InterruptedException, ExecutionException {
        List<String> topics = IntakeConsumer.ALL.stream()
                .map(IntakeConsumer::topic)
                .distinct()
                .toList();
        try (Admin admin = Admin.create(Map.<String, Object>of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka))) {
            Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
            admin.describeTopics(topics).allTopicNames().get().forEach((topic, description) -> description
                    .partitions()
                    .forEach(partition ->
                            wanted.put(new TopicPartition(topic, partition.partition()), OffsetSpec.latest())));
            return admin.listOffsets(wanted).all().get().entrySet().stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, end -> end.getValue().offset()));
        }
    }
}
