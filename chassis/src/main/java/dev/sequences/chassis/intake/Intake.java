package dev.sequences.chassis.intake;

import dev.sequences.chassis.flow.LogFields;
import dev.sequences.chassis.flow.Traces;
import dev.sequences.chassis.json.Instants;
import dev.sequences.chassis.json.Json;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.chassis.unit.Units;
import dev.sequences.chassis.unit.WriterUnavailable;
import dev.sequences.contracts.Headers;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Takes batches of messages: offset, position per aggregate and effect in one transaction. The broker is told no
 * offsets; where to go on is read from the database (see {@link StoredOffsets}). A batch is never given up: when the
 * database is away it is repeated until it is back, when a message cannot be taken it is parked.
 */
@ApplicationScoped
public class Intake {

    private static final Logger LOG = Logger.getLogger(Intake.class);
    private static final int TRIES_BEFORE_PARKING = 3;
    private static final long LONGEST_PAUSE_MILLIS = 3_000;

    private final Units units;
    private final ConsumerRows rows = new ConsumerRows();
    private final ParkedMessages parked;
    private final DeadLetters deadLetters;
    private final MeterRegistry metrics;
    private final Traces traces;
    private final Map<String, MessageHandler> handlers = new ConcurrentHashMap<>();
    private final Map<String, Progress> progress = new ConcurrentHashMap<>();

    Intake(Units units, ParkedMessages parked, DeadLetters deadLetters, MeterRegistry metrics, Traces traces) {
        this.units = units;
        this.parked = parked;
        this.deadLetters = deadLetters;
        this.metrics = metrics;
        this.traces = traces;
    }

    /** How one consumer is doing. {@code stalledSince}: nanos of the first failure in a row, 0 when all is well. */
    private static final class Progress {
        private final AtomicLong stalledSince = new AtomicLong();
        private final AtomicLong lagMillis = new AtomicLong();
        private volatile boolean busy;
    }

    /** Names the taker of a consumer's messages. Once, before the first message. */
    public void register(String consumer, MessageHandler handler) {
        handlers.put(consumer, handler);
        progress.putIfAbsent(consumer, new Progress());
    }

    /** Whether the consumer is processing a batch, including retries. */
    boolean isBusy(String consumer) {
        Progress state = progress.get(consumer);
        return state != null && state.busy;
    }

    /** From the recording of the last processed event to its commit here; zero before the first. */
    Duration lastLatency(String consumer) {
        Progress state = progress.get(consumer);
        return state == null ? Duration.ZERO : Duration.ofMillis(state.lagMillis.get());
    }

    /** Consumers that have not been able to take their messages for longer than {@code patience}. */
    public List<String> stalled(Duration patience) {
        long now = System.nanoTime();
        return progress.entrySet().stream()
                .filter(e -> e.getValue().stalledSince.get() != 0
                        && now - e.getValue().stalledSince.get() > patience.toNanos())
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /** Takes all records or waits; returns when their effects and offsets are durable. */
    public void receive(String consumer, ConsumerRecords<byte[], byte[]> records) {
        MessageHandler handler = handlers.get(consumer);
        Progress state = progress.get(consumer);
        if (handler == null || state == null) {
            throw new IllegalStateException("nobody registered for " + consumer);
        }
        List<KafkaMessage> batch = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            batch.add(new KafkaMessage(consumer, record));
        }
        if (batch.isEmpty()) {
            return;
        }
        Instant begin = Instant.now();
        state.busy = true;
        try {
            patiently(consumer, state, () -> takeOrSeparate(consumer, handler, batch));
        } finally {
            state.busy = false;
        }
        if (traces.isEnabled()) {
            trace(consumer, batch.stream().filter(handler::isRelevant).toList(), begin);
        }
        observe(consumer, state, batch);
    }

    /** The batch is one transaction, so its messages take the same time. */
    private void trace(String consumer, List<KafkaMessage> batch, Instant begin) {
        for (KafkaMessage message : batch) {
            traces.record(
                    "process " + message.topic(),
                    Traces.Kind.CONSUMER,
                    message.hop(),
                    begin,
                    Map.of(
                            "messaging.system",
                            "kafka",
                            "messaging.destination.name",
                            message.topic(),
                            "messaging.consumer.group.name",
                            consumer,
                            "messaging.kafka.message.key",
                            message.key(),
                            "cloudevents.event_type",
                            message.type(),
                            "sequences.correlation_id",
                            message.cause().correlationId()));
        }
    }

    private void patiently(String consumer, Progress state, Runnable work) {
        for (long pause = 100; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MILLIS)) {
            try {
                work.run();
                state.stalledSince.set(0);
                return;
            } catch (RuntimeException | Error e) {
                // An error that leaves this method ends the channel for good.
                state.stalledSince.compareAndSet(0, System.nanoTime());
                LOG.warnf("%s waits: %s", consumer, e.getMessage());
                metrics.counter("sequences.intake.retries", "consumer", consumer)
                        .increment();
                try {
                    Thread.sleep(pause);
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                    throw e;
                }
            }
        }
    }

    private void takeOrSeparate(String consumer, MessageHandler handler, List<KafkaMessage> batch) {
        try {
            take(consumer, handler, batch);
        } catch (RuntimeException e) {
            if (WriterUnavailable.isRetryable(e)) {
                throw e;
            }
            LOG.warnf("%s takes a batch of %d message by message: %s", consumer, batch.size(), e.getMessage());
            for (KafkaMessage message : batch) {
                takeOrPark(consumer, handler, message);
            }
        }
    }

    private void takeOrPark(String consumer, MessageHandler handler, KafkaMessage message) {
        for (int attempt = 1; ; attempt++) {
            try {
                take(consumer, handler, List.of(message));
                return;
            } catch (RuntimeException e) {
                if (WriterUnavailable.isRetryable(e)) {
                    throw e;
                }
                boolean hopeless = e instanceof Unreadable || attempt >= TRIES_BEFORE_PARKING;
                if (hopeless) {
                    park(consumer, message, reason(e));
                    return;
                }
            }
        }
    }

    private static String reason(Throwable e) {
        String text = Json.storable(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
        return text.length() > 500 ? text.substring(0, 500) : text;
    }

    private void park(String consumer, KafkaMessage message, String reason) {
        try (LogFields fields = LogFields.of(message.cause())
                .and(LogFields.MESSAGE, message.id())
                .and(LogFields.AGGREGATE, message.key())) {
            LOG.errorf(
                    "%s parks %s-%d@%d: %s", consumer, message.topic(), message.partition(), message.offset(), reason);
        }
        units.runAlone(unit -> {
            if (!fresh(unit, consumer, List.of(message)).isEmpty()) {
                parked.park(unit, message, consumer, reason);
            }
            return true;
        });
        metrics.counter("sequences.intake.parked", "consumer", consumer).increment();
        deadLetters.wake();
    }

    private void take(String consumer, MessageHandler handler, List<KafkaMessage> batch) {
        int queued = units.runAlone(unit -> {
            List<KafkaMessage> fresh = fresh(unit, consumer, batch);
            if (fresh.isEmpty()) {
                return 0;
            }
            List<KafkaMessage> concerned =
                    fresh.stream().filter(handler::isRelevant).toList();
            Set<String> blocked = parked.blockedKeys(
                    unit, consumer, concerned.stream().map(KafkaMessage::key).toList());
            List<KafkaMessage> free = new ArrayList<>();
            int behind = 0;
            for (KafkaMessage message : concerned) {
                if (blocked.contains(message.key())) {
                    parked.park(unit, message, consumer, "an earlier message of this key is parked");
                    behind++;
                } else {
                    free.add(message);
                }
            }
            List<Message> news = withoutRepeats(unit, consumer, handler, free);
            if (!news.isEmpty()) {
                handler.take(unit, news);
            }
            return behind;
        });
        metrics.counter("sequences.intake.messages", "consumer", consumer).increment(batch.size());
        if (queued > 0) {
            metrics.counter("sequences.intake.parked", "consumer", consumer).increment(queued);
            deadLetters.wake();
        }
    }

    /** Takes the offsets, and leaves out what was taken already. */
    private List<KafkaMessage> fresh(Unit unit, String consumer, List<KafkaMessage> batch)
            throws java.sql.SQLException {
        Map<TopicPartition, Long> before = rows.advance(unit.connection(), consumer, ends(batch));
        return batch.stream()
                .filter(m -> m.offset() >= before.getOrDefault(new TopicPartition(m.topic(), m.partition()), 0L))
                .toList();
    }

    private static Map<TopicPartition, Long> ends(List<KafkaMessage> messages) {
        Map<TopicPartition, Long> ends = new HashMap<>();
        messages.forEach(m -> ends.merge(new TopicPartition(m.topic(), m.partition()), m.offset() + 1, Math::max));
        return ends;
    }

    /**
     * Leaves out repeats on the topic itself: an aggregate's number that is not above the last one taken. Those without a number and those
     * that guard themselves stay.
     */
    private List<Message> withoutRepeats(
            Unit unit, String consumer, MessageHandler handler, List<KafkaMessage> messages)
            throws java.sql.SQLException {
        Set<KafkaMessage> numbered = messages.stream()
                .filter(m -> m.position() >= 0 && !handler.isIdempotent(m))
                .collect(Collectors.toSet());
        Map<String, Long> highest = new HashMap<>();
        numbered.forEach(m -> highest.merge(m.subject(), m.position(), Math::max));
        Map<String, Long> last = rows.move(unit.connection(), consumer, highest);
        List<Message> news = new ArrayList<>();
        int repeats = 0;
        for (KafkaMessage message : messages) {
            if (!numbered.contains(message)) {
                news.add(message);
                continue;
            }
            long sequence = message.position();
            String subject = message.subject();
            if (sequence > last.getOrDefault(subject, Long.MAX_VALUE)) {
                last.put(subject, sequence);
                news.add(message);
            } else {
                repeats++;
            }
        }
        if (repeats > 0) {
            metrics.counter("sequences.intake.repeats", "consumer", consumer).increment(repeats);
        }
        return news;
    }

    private void observe(String consumer, Progress state, List<KafkaMessage> batch) {
        org.apache.kafka.common.header.Header recorded =
                batch.getLast().record().headers().lastHeader(Headers.RECORDED_TIME);
        if (recorded != null) {
            try {
                Instant at = Instants.parse(new String(recorded.value(), StandardCharsets.UTF_8));
                state.lagMillis.set(
                        Math.max(0, Duration.between(at, Instant.now()).toMillis()));
            } catch (DateTimeException | ArithmeticException e) {
                LOG.debugf("%s: ce_recordedtime of another form or far away", consumer);
            }
        }
    }

    /** Takes a parked message again; it leaves the park in the transaction of its effect. */
    void retake(Unit unit, ParkedMessages.Parked message) throws Exception {
        MessageHandler handler = Optional.ofNullable(handlers.get(message.consumer()))
                .orElseThrow(() -> new IllegalStateException("nobody registered for " + message.consumer()));
        KafkaMessage again = new KafkaMessage(message.consumer(), message.record());
        List<Message> news = withoutRepeats(unit, message.consumer(), handler, List.of(again));
        if (!news.isEmpty()) {
            handler.take(unit, news);
        }
        parked.remove(unit, message.id());
    }
}
