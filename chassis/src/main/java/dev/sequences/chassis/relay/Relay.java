package dev.sequences.chassis.relay;

import dev.sequences.chassis.settings.DatabaseSettings;
import dev.sequences.chassis.settings.Installation;
import dev.sequences.chassis.settings.ServiceSettings;
import io.debezium.embedded.Connect;
import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.RecordChangeEvent;
import io.debezium.engine.format.ChangeEventFormat;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Follows the write-ahead log and publishes its changes to Kafka. After every failure, a new engine starts from the slot: with a stored
 * or cached offset, Debezium would search for it in the log, and that search has known gaps. A change that cannot be mapped stops the
 * relay and turns the health group {@code flow} down; it is never skipped. See ADR 0002.
 */
@ApplicationScoped
public class Relay {

    private static final Logger LOG = Logger.getLogger(Relay.class);
    private static final Duration HEARTBEAT = Duration.ofSeconds(2);
    private static final Duration MAX_CLOSE_TIME = Duration.ofSeconds(20);
    private static final Duration CLOSE_RETRY_INTERVAL = Duration.ofMillis(100);

    private final RelayMapping mapping;
    private final Sender sender;
    private final boolean enabled;
    private final String url;
    private final String user;
    private final String password;
    private final String slotName;
    private final Pace pace;
    private final Thread supervisor = new Thread(this::supervise, "relay");
    private final MeterRegistry metrics;

    private volatile RelayState state;
    private volatile boolean stopping;
    private volatile long lastSeenNanos = System.nanoTime();
    private volatile double lagSeconds;
    private volatile long highestIndex;
    private volatile @Nullable String lastError;

    Relay(
            RelayMapping mapping,
            Sender sender,
            MeterRegistry metrics,
            RelaySettings settings,
            ServiceSettings identity,
            DatabaseSettings database,
            Installation installation) {
        this.mapping = mapping;
        this.sender = sender;
        this.metrics = metrics;
        this.enabled = settings.enabled();
        this.pace = new Pace(settings.maxBatchInterval());
        this.url = database.url();
        this.user = database.username();
        this.password = database.password();
        this.slotName = installation.slot(identity.service());
        this.state = enabled ? RelayState.STANDBY : RelayState.OFF;
    }

    void start(@Observes @Priority(100) StartupEvent event) {
        if (enabled) {
            metrics.gauge("sequences.relay.lag.seconds", this, Relay::lag);
            supervisor.start();
        }
    }

    void stop(@Observes @Priority(20) ShutdownEvent event) throws InterruptedException {
        stopping = true;
        supervisor.interrupt();
        supervisor.join(5_000);
    }

    public RelayState state() {
        return state;
    }

    /** Returns the failure that the relay is recovering from; empty if there is none. */
    public Optional<String> lastError() {
        return Optional.ofNullable(lastError);
    }

    /**
     * Returns the time since the last change of the write-ahead log was published, including heartbeats. On standby, it is the age of the
     * publishing replica's last heartbeat, which grows while no replica publishes.
     */
    public Duration sinceLastChange() {
        return Duration.ofNanos(System.nanoTime() - lastSeenNanos);
    }

    /** Seconds from commit to acknowledgment for the last batch; the time since the last change if heartbeats are missing. */
    private double lag() {
        double sinceLastChange = sinceLastChange().toMillis() / 1000.0;
        if (sinceLastChange > 3 * HEARTBEAT.toSeconds()) {
            return Math.max(sinceLastChange, lagSeconds);
        }
        return state == RelayState.STANDBY ? 0 : lagSeconds;
    }

    private void supervise() {
        long pause = 200;
        while (!stopping) {
            try {
                RelayLease.Attempt attempt = RelayLease.tryAcquire(url, user, password, slotName);
                Optional<RelayLease> lease = attempt.lease();
                if (lease.isEmpty()) {
                    attempt.sinceHeartbeat()
                            .ifPresent(age -> lastSeenNanos = System.nanoTime() - Math.max(0, age.toNanos()));
                    state = RelayState.STANDBY;
                    lastError = null;
                    Thread.sleep(1_000);
                    continue;
                }
                try (RelayLease acquired = lease.get()) {
                    state = RelayState.STARTING;
                    lastSeenNanos = System.nanoTime();
                    new Slot(slotName, mapping, sender).ensure(acquired.connection());
                    long begin = System.nanoTime();
                    stream(acquired);
                    pause = System.nanoTime() - begin > Duration.ofSeconds(30).toNanos() ? 200 : pause;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (SQLException | RuntimeException | IOException e) {
                lastError = String.valueOf(e.getMessage());
                LOG.warnf("relay failed and restarts: %s", e.getMessage());
            }
            if (!stopping) {
                state = RelayState.RECOVERING;
                metrics.counter("sequences.relay.restarts").increment();
                try {
                    Thread.sleep(pause);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
                pause = Math.min(pause * 2, 3_000);
            }
        }
    }

    /** Runs one engine until it ends, the lease is lost or the service stops. */
    private void stream(RelayLease lease) throws InterruptedException, IOException, SQLException {
        ExecutorService thread = Executors.newSingleThreadExecutor(work -> new Thread(work, "relay-engine"));
        AtomicReference<String> ending = new AtomicReference<>("ended");
        RestartPoint restartPoint = RestartPoint.of(lease.connection(), slotName);
        DebeziumEngine<RecordChangeEvent<SourceRecord>> engine = DebeziumEngine.create(
                        ChangeEventFormat.of(Connect.class))
                .using(EngineSettings.of(
                        slotName,
                        url,
                        user,
                        password,
                        HEARTBEAT,
                        mapping.rowPublications().keySet()))
                .using((success, message, error) -> {
                    if (error != null || !success) {
                        ending.set(message + (error == null ? "" : ": " + error.getMessage()));
                    }
                })
                .notifying(this::send)
                .build();
        Future<?> running = thread.submit(engine);
        try {
            long saved = highestIndex;
            while (!running.isDone() && !stopping) {
                TimeUnit.SECONDS.sleep(1);
                if (!lease.isValid()) {
                    throw new SQLException("the lease connection was lost");
                }
                restartPoint.advance();
                if (highestIndex > saved) {
                    saved = highestIndex;
                    save(lease.connection(), saved);
                }
            }
        } finally {
            try {
                close(engine, running);
            } finally {
                thread.shutdownNow();
            }
            if (!thread.awaitTermination(5, TimeUnit.SECONDS)) {
                LOG.warn("the previous relay engine has not stopped after 5 s");
            }
        }
        if (!stopping) {
            throw new IllegalStateException(ending.get());
        }
    }

    /**
     * Closes the engine. An engine that has ended refuses to close; its completion callback has reported the reason. An engine that is
     * starting refuses as well: the call is retried, since the engine must not send without the lease.
     */
    static void close(DebeziumEngine<?> engine, Future<?> running) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + MAX_CLOSE_TIME.toNanos();
        while (true) {
            try {
                engine.close();
                return;
            } catch (IllegalStateException refused) {
                if (running.isDone()) {
                    return;
                }
                if (System.nanoTime() > deadline) {
                    LOG.warnf("the relay engine cannot be closed: %s", refused.getMessage());
                    return;
                }
                Thread.sleep(CLOSE_RETRY_INTERVAL);
            }
        }
    }

    private static void save(Connection connection, long index) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "update chassis.relay_progress set global_index = ? where id = " + Slot.PUBLISHED)) {
            update.setLong(1, index);
            update.executeUpdate();
        }
    }

    private void send(
            List<RecordChangeEvent<SourceRecord>> changes,
            DebeziumEngine.RecordCommitter<RecordChangeEvent<SourceRecord>> committer)
            throws InterruptedException {
        long begin = System.nanoTime();
        List<ProducerRecord<byte[], byte[]>> out = new ArrayList<>();
        long oldestCommit = Long.MAX_VALUE;
        for (SourceRecord record : all(changes)) {
            if (record.value() instanceof Struct value && value.schema().field("source") != null) {
                try {
                    mapping.change(value, record.key() instanceof Struct key ? key : null)
                            .forEach(out::add);
                } catch (RuntimeException e) {
                    LOG.errorf(
                            e,
                            "a change of the write-ahead log cannot be mapped; the relay retries it and publishes nothing else");
                    throw e;
                }
                Long committed = value.getStruct("source").getInt64("ts_ms");
                oldestCommit = committed == null ? oldestCommit : Math.min(oldestCommit, committed);
                updateHighestIndex(value);
            }
        }
        sender.send(out);
        for (RecordChangeEvent<SourceRecord> change : changes) {
            committer.markProcessed(change);
        }
        committer.markBatchFinished();
        lastSeenNanos = System.nanoTime();
        if (oldestCommit != Long.MAX_VALUE) {
            lagSeconds = Math.max(0, System.currentTimeMillis() - oldestCommit) / 1000.0;
        }
        metrics.counter("sequences.relay.records").increment(out.size());
        state = RelayState.STREAMING;
        lastError = null;
        if (!out.isEmpty()) {
            pace.await(begin);
        }
    }

    private static List<SourceRecord> all(List<RecordChangeEvent<SourceRecord>> gathered) {
        return gathered.stream()
                .map(RecordChangeEvent::record)
                .flatMap(one -> one instanceof GatheringQueue.Changes changes ? changes.all().stream() : Stream.of(one))
                .toList();
    }

    private void updateHighestIndex(Struct change) {
        Struct after = change.getStruct("after");
        if (after != null && after.schema().field("global_index") != null) {
            highestIndex = Math.max(highestIndex, after.getInt64("global_index"));
        }
    }
}
