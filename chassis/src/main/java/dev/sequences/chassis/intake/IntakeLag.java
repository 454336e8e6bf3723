package dev.sequences.chassis.intake;

import dev.sequences.chassis.kafka.KafkaConnection;
import dev.sequences.chassis.rows.StorageFailure;
import dev.sequences.chassis.settings.Installation;
import dev.sequences.chassis.settings.ServiceSettings;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Measures every second how far the consumers are behind the broker: the end offsets of their topics compared with the stored offsets.
 * Unlike the consumers' own metrics, it also works while a consumer is stopped. It also detects whether the broker answers.
 */
@ApplicationScoped
public class IntakeLag {

    private static final Logger LOG = Logger.getLogger(IntakeLag.class);
    private static final Duration INTERVAL = Duration.ofSeconds(1);
    /** Every how many measurements the stored offsets are copied to the broker. */
    private static final int COPY_ROUNDS = 5;

    private static final int TIMEOUT_MILLIS = 3_000;
    private static final String CHANNEL = "mp.messaging.incoming.";
    private static final String GROUP = ".group.id";

    private final Intake intake;
    private final Assignments assignments;
    private final DataSource dataSource;
    private final MeterRegistry metrics;
    private final KafkaConnection kafka;
    private final BrokerOffsets brokerOffsets;
    private final Installation installation;
    private final String clientId;
    private final ConsumerRows rows = new ConsumerRows();
    private final Thread probe = new Thread(this::run, "intake-lag");

    /** Channel of each consumer. */
    private final Map<String, String> channels = new HashMap<>();

    /** Topic of each consumer. */
    private final Map<String, String> topics = new HashMap<>();

    private final Map<String, Map<TopicPartition, Backlog>> backlogs = new ConcurrentHashMap<>();
    private volatile boolean stopping;
    private volatile long brokerAnswered = System.nanoTime();
    private volatile @Nullable String brokerError;

    IntakeLag(
            Intake intake,
            Assignments assignments,
            DataSource dataSource,
            MeterRegistry metrics,
            KafkaConnection kafka,
            ServiceSettings identity,
            BrokerOffsets brokerOffsets,
            Installation installation) {
        this.brokerOffsets = brokerOffsets;
        this.installation = installation;
        this.intake = intake;
        this.assignments = assignments;
        this.dataSource = dataSource;
        this.metrics = metrics;
        this.kafka = kafka;
        this.clientId = identity.service() + "-lag";
    }

    void start(@Observes @Priority(60) StartupEvent event) {
        Config config = ConfigProvider.getConfig();
        for (String name : config.getPropertyNames()) {
            if (name.startsWith(CHANNEL) && name.endsWith(GROUP)) {
                String channel = name.substring(0, name.length() - GROUP.length());
                String consumer = installation.inContracts(config.getValue(name, String.class));
                topics.put(consumer, installation.inContracts(config.getValue(channel + ".topic", String.class)));
                channels.put(consumer, channel.substring(CHANNEL.length()));
            }
        }
        topics.keySet().forEach(consumer -> {
            assignments.register(consumer);
            backlogs.put(consumer, new HashMap<>());
            Tags tags = Tags.of("consumer", consumer);
            metrics.gauge("sequences.intake.lag.seconds", tags, this, lag -> lag.seconds(consumer));
            metrics.gauge("sequences.intake.lag.messages", tags, this, lag -> lag.messages(consumer));
        });
        probe.setDaemon(true);
        probe.start();
    }

    void stop(@Observes @Priority(10) ShutdownEvent event) throws InterruptedException {
        stopping = true;
        probe.interrupt();
        probe.join(TIMEOUT_MILLIS);
    }

    /** Returns the time since the broker answered last. */
    public Duration sinceBrokerAnswered() {
        return Duration.ofNanos(System.nanoTime() - brokerAnswered);
    }

    /** Returns the error of the last request to the broker; empty if it succeeded. */
    public Optional<String> brokerError() {
        return Optional.ofNullable(brokerError);
    }

    /** Returns the consumers that have had no partition for longer than {@code grace}. */
    public List<String> unassigned(Duration grace) {
        return assignments.emptyFor(grace);
    }

    /** Returns the consumers that process nothing, although messages have been waiting on their partitions for longer than {@code grace}. */
    public List<String> idle(Duration grace) {
        long now = System.nanoTime();
        return backlogs.keySet().stream()
                .filter(consumer -> !intake.isBusy(consumer))
                .filter(consumer -> {
                    Set<TopicPartition> own = assignments.of(consumer);
                    return partitions(consumer).entrySet().stream()
                            .anyMatch(entry ->
                                    own.contains(entry.getKey()) && idleNanos(entry.getValue(), now) > grace.toNanos());
                })
                .sorted()
                .toList();
    }

    private static long idleNanos(Backlog backlog, long now) {
        synchronized (backlog) {
            return backlog.idleNanos(now);
        }
    }

    /** Age of the oldest unprocessed message; without one, the latency of the last batch. */
    private double seconds(String consumer) {
        long now = System.nanoTime();
        long nanos = 0;
        for (Backlog backlog : partitions(consumer).values()) {
            synchronized (backlog) {
                nanos = Math.max(nanos, backlog.ageNanos(now));
            }
        }
        return Math.max(nanos / 1e9, intake.lastLatency(consumer).toMillis() / 1000.0);
    }

    private double messages(String consumer) {
        long sum = 0;
        for (Backlog backlog : partitions(consumer).values()) {
            synchronized (backlog) {
                sum += backlog.size();
            }
        }
        return sum;
    }

    private Map<TopicPartition, Backlog> partitions(String consumer) {
        Map<TopicPartition, Backlog> known = backlogs.getOrDefault(consumer, Map.of());
        synchronized (known) {
            return Map.copyOf(known);
        }
    }

    private void run() {
        while (!stopping) {
            try {
                measure();
            } catch (KafkaException e) {
                // No client can be created while no address of a broker can be resolved.
                brokerError = String.valueOf(e.getCause() == null ? e : e.getCause());
                LOG.debugf("no connection to the broker: %s", e);
                pause();
            }
        }
    }

    private void measure() {
        try (Admin admin = kafka.admin(clientId, TIMEOUT_MILLIS)) {
            for (long round = 0; !stopping; round++) {
                readStoredOffsets(round % COPY_ROUNDS == 0);
                readEndOffsets(admin);
                pause();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void pause() {
        try {
            Thread.sleep(INTERVAL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void readEndOffsets(Admin admin) throws InterruptedException {
        try {
            if (topics.isEmpty()) {
                get(admin.describeCluster().clusterId());
            }
            List<TopicPartition> all = new ArrayList<>();
            if (!topics.isEmpty()) {
                get(admin.describeTopics(topics.values().stream()
                                        .map(installation::onBroker)
                                        .collect(Collectors.toSet()))
                                .allTopicNames())
                        .values()
                        .forEach(topic -> topic.partitions()
                                .forEach(one -> all.add(new TopicPartition(topic.name(), one.partition()))));
            }
            if (!all.isEmpty()) {
                Map<TopicPartition, Long> ends = new HashMap<>();
                get(admin.listOffsets(all.stream().collect(Collectors.toMap(one -> one, one -> OffsetSpec.latest())))
                                .all())
                        .forEach((partition, result) -> ends.put(partition, result.offset()));
                topics.forEach((consumer, topic) -> ends.forEach((onBroker, end) -> {
                    TopicPartition partition = installation.inContracts(onBroker);
                    if (partition.topic().equals(topic)) {
                        Backlog backlog = backlog(consumer, partition);
                        synchronized (backlog) {
                            backlog.end(System.nanoTime(), end);
                        }
                    }
                }));
            }
            brokerAnswered = System.nanoTime();
            brokerError = null;
        } catch (ExecutionException e) {
            brokerError = String.valueOf(e.getCause());
            LOG.debugf("no end offsets: %s", e.getCause());
        } catch (TimeoutException | KafkaException e) {
            brokerError = String.valueOf(e);
            LOG.debugf("no end offsets: %s", e);
        }
    }

    private static <T> T get(KafkaFuture<T> answer) throws InterruptedException, ExecutionException, TimeoutException {
        return answer.get(2L * TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Read before the end offsets, so that a message in between counts as unprocessed for a second at most. */
    private void readStoredOffsets(boolean copyToBroker) {
        if (topics.isEmpty()) {
            return;
        }
        try (Connection connection = dataSource.getConnection()) {
            for (Map.Entry<String, String> consumer : topics.entrySet()) {
                Map<TopicPartition, Long> stored = rows.read(connection, consumer.getKey(), consumer.getValue());
                if (copyToBroker) {
                    copyToBroker(consumer.getKey(), stored);
                }
                stored.forEach((partition, next) -> {
                    Backlog backlog = backlog(consumer.getKey(), partition);
                    synchronized (backlog) {
                        backlog.stored(System.nanoTime(), next);
                    }
                });
            }
        } catch (SQLException | StorageFailure e) {
            LOG.debugf("no stored offsets: %s", e.getMessage());
        }
    }

    private Backlog backlog(String consumer, TopicPartition partition) {
        Map<TopicPartition, Backlog> known = backlogs.computeIfAbsent(consumer, fresh -> new HashMap<>());
        synchronized (known) {
            return known.computeIfAbsent(partition, fresh -> measured(consumer, partition));
        }
    }

    private Backlog measured(String consumer, TopicPartition partition) {
        Tags tags = Tags.of("consumer", consumer, "partition", Integer.toString(partition.partition()));
        Backlog backlog = new Backlog(System.nanoTime());
        metrics.gauge("sequences.intake.lag.records", tags, backlog, measured -> {
            synchronized (measured) {
                return measured.size();
            }
        });
        return backlog;
    }

    private void copyToBroker(String consumer, Map<TopicPartition, Long> stored) {
        Set<TopicPartition> own = assignments.of(consumer);
        Map<TopicPartition, Long> next = new HashMap<>();
        stored.forEach((partition, offset) -> {
            if (own.contains(partition)) {
                next.put(installation.onBroker(partition), offset);
            }
        });
        brokerOffsets.commit(channels.getOrDefault(consumer, consumer), next);
    }
}
