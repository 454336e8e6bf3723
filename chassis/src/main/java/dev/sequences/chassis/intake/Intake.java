package dev.sequences.chassis.intake;

import dev.sequences.chassis.flow.LogFields;
import dev.sequences.chassis.flow.Traces;
import dev.sequences.chassis.intake.MessageSelector.FactsMissing;
import dev.sequences.chassis.json.Instants;
import dev.sequences.chassis.json.Json;
import dev.sequences.chassis.settings.Installation;
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
import org.apache.kafka.common.header.Header;
import org.jboss.logging.Logger;

/**
 * Processes batches of messages. One transaction stores the offsets, the position of each aggregate and the effects. Consumers start
 * from the database (see {@link StoredOffsets}); the broker has copies for tools (see {@link BrokerOffsets}). No message is dropped: while the database is
 * unavailable, the batch is retried, a message that cannot be processed is parked, and a message that is based on facts which this service
 * does not know yet waits for them (ADR 0019).
 */
@ApplicationScoped
public class Intake {

    private static final Logger LOG = Logger.getLogger(Intake.class);
    static final int MAX_ATTEMPTS = 3;
    private static final long MAX_PAUSE_MILLIS = 3_000;
    private static final int MAX_REASON_LENGTH = 500;

    /** Most facts arrive within milliseconds; waiting for them costs less than storing the messages. */
    private static final Duration SHORT_WAIT = Duration.ofMillis(300);

    /** After a short wait was in vain, messages are stored at once for this time, so that others of the topic are not delayed. */
    private static final Duration NO_SHORT_WAIT = Duration.ofSeconds(2);

    private final Units units;
    private final ConsumerRows rows = new ConsumerRows();
    private final ParkedMessages parked;
    private final MessageSelector selector;
    private final Knowledge knowledge;
    private final DeadLetters deadLetters;
    private final MeterRegistry metrics;
    private final Traces traces;
    private final Installation installation;
    private final Map<String, MessageHandler> handlers = new ConcurrentHashMap<>();
    private final Map<String, Progress> progress = new ConcurrentHashMap<>();

    Intake(
            Units units,
            ParkedMessages parked,
            MessageSelector selector,
            Knowledge knowledge,
            DeadLetters deadLetters,
            MeterRegistry metrics,
            Traces traces,
            Installation installation) {
        this.installation = installation;
        this.units = units;
        this.parked = parked;
        this.selector = selector;
        this.knowledge = knowledge;
        this.deadLetters = deadLetters;
        this.metrics = metrics;
        this.traces = traces;
    }

    /** State of one consumer. */
    private static final class Progress {
        /** {@link System#nanoTime} of the first of consecutive failures; 0 without a failure. */
        private final AtomicLong stalledSince = new AtomicLong();

        private final AtomicLong lagMillis = new AtomicLong();
        private volatile boolean busy;

        /** {@link System#nanoTime} until which missing facts are not waited for. */
        private final AtomicLong noShortWaitUntil = new AtomicLong(System.nanoTime());
    }

    /** Registers the handler of a consumer. Call it once, before the first message. */
    public void register(String consumer, MessageHandler handler) {
        handlers.put(consumer, handler);
        progress.putIfAbsent(consumer, new Progress());
    }

    /** Whether the consumer is processing a batch, including retries. */
    boolean isBusy(String consumer) {
        Progress state = progress.get(consumer);
        return state != null && state.busy;
    }

    /** Returns the time from publication to commit for the last processed event; zero before the first one. */
    Duration lastLatency(String consumer) {
        Progress state = progress.get(consumer);
        return state == null ? Duration.ZERO : Duration.ofMillis(state.lagMillis.get());
    }

    /** Returns the consumers whose messages have failed for longer than {@code grace}. */
    public List<String> stalled(Duration grace) {
        long now = System.nanoTime();
        return progress.entrySet().stream()
                .filter(e -> e.getValue().stalledSince.get() != 0
                        && now - e.getValue().stalledSince.get() > grace.toNanos())
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /** Processes the records, retrying without limit; returns when their effects and offsets are committed. */
    public void receive(String consumer, ConsumerRecords<byte[], byte[]> records) {
        MessageHandler handler = handlers.get(consumer);
        Progress state = progress.get(consumer);
        if (handler == null || state == null) {
            throw new IllegalStateException("no message handler is registered for " + consumer);
        }
        List<KafkaMessage> batch = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            batch.add(new KafkaMessage(consumer, installation.inContracts(record)));
        }
        if (batch.isEmpty()) {
            return;
        }
        Instant begin = Instant.now();
        state.busy = true;
        try {
            retry(consumer, state, () -> processOrSeparate(consumer, handler, state, batch));
        } finally {
            state.busy = false;
        }
        if (traces.isEnabled()) {
            trace(consumer, batch.stream().filter(handler::isRelevant).toList(), begin);
        }
        updateLatency(consumer, state, batch);
    }

    /** Records the same time for all messages, since the batch is one transaction. */
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

    private void retry(String consumer, Progress state, Runnable work) {
        for (long pause = 100; ; pause = Math.min(pause * 2, MAX_PAUSE_MILLIS)) {
            try {
                work.run();
                state.stalledSince.set(0);
                return;
            } catch (RuntimeException | Error e) {
                // An error thrown from this method would end the channel.
                state.stalledSince.compareAndSet(0, System.nanoTime());
                LOG.warnf("%s cannot process its messages, next attempt in %d ms: %s", consumer, pause, e.getMessage());
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

    private void processOrSeparate(String consumer, MessageHandler handler, Progress state, List<KafkaMessage> batch) {
        try {
            processWhenKnown(consumer, handler, state, batch);
        } catch (RuntimeException e) {
            if (WriterUnavailable.isRetryable(e)) {
                throw e;
            }
            LOG.warnf(
                    "%s failed to process a batch of %d messages and processes them one by one: %s",
                    consumer, batch.size(), e.getMessage());
            for (KafkaMessage message : batch) {
                processOrPark(consumer, handler, message);
            }
        }
    }

    /** Waits shortly for missing facts; then stores the messages that still need some, and processes the others. */
    private void processWhenKnown(String consumer, MessageHandler handler, Progress state, List<KafkaMessage> batch) {
        boolean patient = System.nanoTime() - state.noShortWaitUntil.get() >= 0;
        try {
            process(consumer, handler, batch, patient);
            return;
        } catch (FactsMissing missing) {
            try {
                if (!knowledge.await(missing.needs(), SHORT_WAIT)) {
                    state.noShortWaitUntil.set(System.nanoTime() + NO_SHORT_WAIT.toNanos());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        process(consumer, handler, batch, false);
    }

    private void processOrPark(String consumer, MessageHandler handler, KafkaMessage message) {
        for (int attempt = 1; ; attempt++) {
            try {
                process(consumer, handler, List.of(message), false);
                return;
            } catch (RuntimeException e) {
                if (WriterUnavailable.isRetryable(e)) {
                    throw e;
                }
                if (e instanceof Unreadable || attempt >= MAX_ATTEMPTS) {
                    park(consumer, message, reason(e));
                    return;
                }
            }
        }
    }

    static String reason(Throwable e) {
        String text = Json.storable(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
        return text.length() > MAX_REASON_LENGTH ? text.substring(0, MAX_REASON_LENGTH) : text;
    }

    private void park(String consumer, KafkaMessage message, String reason) {
        try (LogFields fields = LogFields.of(message.cause())
                .and(LogFields.MESSAGE, message.id())
                .and(LogFields.AGGREGATE, message.key())) {
            LOG.errorf(
                    "%s parks %s-%d@%d: %s", consumer, message.topic(), message.partition(), message.offset(), reason);
        }
        units.runAlone(unit -> {
            if (!advanceOffsets(unit, consumer, List.of(message)).isEmpty()) {
                parked.park(unit, message, consumer, reason);
            }
            return true;
        });
        countParked(consumer, 1);
    }

    void countParked(String consumer, int messages) {
        if (messages > 0) {
            metrics.counter("sequences.intake.parked", "consumer", consumer).increment(messages);
            deadLetters.wake();
        }
    }

    /** @param patient whether to throw {@link FactsMissing} instead of storing messages whose facts are missing */
    private void process(String consumer, MessageHandler handler, List<KafkaMessage> batch, boolean patient) {
        MessageSelection selection = units.runAlone(unit -> {
            List<KafkaMessage> unprocessed = advanceOffsets(unit, consumer, batch);
            if (unprocessed.isEmpty()) {
                return MessageSelection.NONE;
            }
            List<KafkaMessage> relevant =
                    unprocessed.stream().filter(handler::isRelevant).toList();
            MessageSelection selected = selector.select(unit, consumer, handler, relevant, patient);
            handle(unit, consumer, handler, selected.processable());
            return selected;
        });
        knowledge.changed().raise();
        metrics.counter("sequences.intake.messages", "consumer", consumer).increment(batch.size());
        countParked(consumer, selection.parked());
        if (selection.waiting() > 0) {
            metrics.counter("sequences.intake.waited", "consumer", consumer).increment(selection.waiting());
        }
    }

    private void handle(Unit unit, String consumer, MessageHandler handler, List<KafkaMessage> processable)
            throws Exception {
        List<Message> messages = withoutRepeats(unit, consumer, handler, processable);
        if (!messages.isEmpty()) {
            handler.handle(unit, messages);
        }
    }

    /** Advances the stored offsets and returns the messages that are not processed yet. */
    private List<KafkaMessage> advanceOffsets(Unit unit, String consumer, List<KafkaMessage> batch) {
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
     * Removes repeats on the topic: messages whose position is not above the last processed one of their aggregate. Keeps messages without
     * a position and those that the handler processes idempotently.
     */
    private List<Message> withoutRepeats(
            Unit unit, String consumer, MessageHandler handler, List<KafkaMessage> messages) {
        Set<KafkaMessage> positioned = messages.stream()
                .filter(m -> m.position() >= 0 && !handler.isIdempotent(m))
                .collect(Collectors.toSet());
        Map<String, Long> highest = new HashMap<>();
        positioned.forEach(m -> highest.merge(m.subject(), m.position(), Math::max));
        Map<String, Long> last = rows.advancePositions(unit.connection(), consumer, highest);
        List<Message> remaining = new ArrayList<>();
        int repeats = 0;
        for (KafkaMessage message : messages) {
            if (!positioned.contains(message)) {
                remaining.add(message);
                continue;
            }
            long position = message.position();
            String subject = message.subject();
            if (position > last.getOrDefault(subject, Long.MAX_VALUE)) {
                last.put(subject, position);
                remaining.add(message);
            } else {
                repeats++;
            }
        }
        if (repeats > 0) {
            metrics.counter("sequences.intake.repeats", "consumer", consumer).increment(repeats);
        }
        return remaining;
    }

    private void updateLatency(String consumer, Progress state, List<KafkaMessage> batch) {
        Header recorded = batch.getLast().record().headers().lastHeader(Headers.RECORDED_TIME);
        if (recorded != null) {
            try {
                Instant at = Instants.parse(new String(recorded.value(), StandardCharsets.UTF_8));
                state.lagMillis.set(
                        Math.max(0, Duration.between(at, Instant.now()).toMillis()));
            } catch (DateTimeException | ArithmeticException e) {
                LOG.debugf("%s: ce_recordedtime is malformed or out of range", consumer);
            }
        }
    }

    /** Processes a parked message, or lets it wait for missing facts, and deletes its row, in the given unit. */
    void reprocess(Unit unit, ParkedMessages.Parked message) throws Exception {
        MessageHandler handler = handlerOf(message.consumer());
        parked.remove(unit, message.id());
        KafkaMessage decoded = new KafkaMessage(message.consumer(), message.record());
        if (!selector.storeIfWaiting(unit, handler, decoded)) {
            handle(unit, message.consumer(), handler, List.of(decoded));
        }
    }

    /** Processes messages that have waited, in the given unit. */
    void processWaiting(Unit unit, String consumer, List<KafkaMessage> messages) throws Exception {
        handle(unit, consumer, handlerOf(consumer), messages);
    }

    private MessageHandler handlerOf(String consumer) {
        return Optional.ofNullable(handlers.get(consumer))
                .orElseThrow(() -> new IllegalStateException("no message handler is registered for " + consumer));
    }

    boolean isRegistered(String consumer) {
        return handlers.containsKey(consumer);
    }
}
