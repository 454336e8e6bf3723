package dev.sequences.chassis.intake;

import dev.sequences.chassis.intake.ParkedMessages.Parked;
import dev.sequences.chassis.kafka.KafkaConnection;
import dev.sequences.chassis.settings.Installation;
import dev.sequences.chassis.settings.ServiceSettings;
import dev.sequences.contracts.Topics;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Copies parked messages to the dead-letter topic of their consumer, at least once: immediately after parking, and again at
 * {@link DeadLetterSettings#retryInterval} if that failed. It has a separate producer and thread, so that neither the consumer nor the
 * relay waits for it.
 *
 * <p>A message that exceeds the size limit with the added headers is copied without its value; the row in the database is complete.
 */
@ApplicationScoped
class DeadLetters {

    private static final Logger LOG = Logger.getLogger(DeadLetters.class);
    private static final int PAGE = 100;

    private final ParkedMessages parked;
    private final KafkaConnection kafka;
    private final Installation installation;
    private final String clientId;
    private final Duration interval;
    private final ScheduledExecutorService copier = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("dead-letters").factory());
    private final AtomicBoolean requested = new AtomicBoolean();

    DeadLetters(
            ParkedMessages parked,
            KafkaConnection kafka,
            ServiceSettings identity,
            DeadLetterSettings settings,
            Installation installation) {
        this.installation = installation;
        this.parked = parked;
        this.kafka = kafka;
        this.clientId = identity.service() + "-dead-letters";
        this.interval = settings.retryInterval();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // The task catches its failures.
    void start(@Observes @Priority(50) StartupEvent event) {
        copier.scheduleWithFixedDelay(this::copyQuietly, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    void stop(@Observes @Priority(10) ShutdownEvent event) throws InterruptedException {
        copier.shutdownNow();
        if (!copier.awaitTermination(3, TimeUnit.SECONDS)) {
            LOG.debug("dead letters are still being sent; they are sent again after the next start");
        }
    }

    /** Copies parked messages soon. */
    void wake() {
        if (requested.compareAndSet(false, true)) {
            try {
                copier.execute(this::copyQuietly);
            } catch (RejectedExecutionException stopping) {
                LOG.debug("a message was parked during shutdown; it is copied after the next start");
            }
        }
    }

    private void copyQuietly() {
        requested.set(false);
        try {
            copyAll();
            parked.recount();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.warnf("dead letters could not be copied, next attempt in %s: %s", interval, e.getMessage());
        }
    }

    private void copyAll() throws InterruptedException {
        List<Parked> page = parked.notCopied(0, PAGE);
        if (page.isEmpty()) {
            return;
        }
        // Messages are parked rarely, so the producer is not cached.
        try (KafkaProducer<byte[], byte[]> producer = kafka.producer(clientId)) {
            // A topic that rejects messages delays only its own.
            Set<String> unavailable = new HashSet<>();
            while (!page.isEmpty()) {
                List<Parked> copied = copy(producer, page, unavailable);
                if (!copied.isEmpty()) {
                    parked.markCopied(copied);
                }
                page = parked.notCopied(page.getLast().id(), PAGE);
            }
        }
    }

    private List<Parked> copy(KafkaProducer<byte[], byte[]> producer, List<Parked> page, Set<String> unavailable)
            throws InterruptedException {
        record Sent(Parked message, String topic, Future<RecordMetadata> result) {}
        List<Sent> sent = new ArrayList<>();
        for (Parked message : page) {
            String topic =
                    installation.onBroker(Topics.deadLetterOf(message.record().topic(), message.consumer()));
            if (!unavailable.contains(topic)) {
                Future<RecordMetadata> result =
                        producer.send(letter(message, topic, message.record().value()));
                Throwable immediate = result.isDone() ? failure(result) : null;
                if (immediate == null || isTooLarge(immediate)) {
                    sent.add(new Sent(message, topic, result));
                } else {
                    unavailable.add(topic);
                    LOG.warnf("no dead letters can be sent to %s, retrying later: %s", topic, immediate.getMessage());
                }
            }
        }
        List<Parked> copied = new ArrayList<>();
        for (Sent one : sent) {
            Throwable failure = failure(one.result());
            if (isTooLarge(failure)) {
                failure = failure(producer.send(letter(one.message(), one.topic(), null)));
            }
            if (failure == null) {
                copied.add(one.message());
            } else {
                LOG.warnf(
                        "a dead letter could not be sent to %s, retrying later: %s", one.topic(), failure.getMessage());
            }
        }
        return copied;
    }

    private static boolean isTooLarge(@Nullable Throwable failure) {
        return failure instanceof RecordTooLargeException;
    }

    /** Waits for the broker and returns the failure; null if the broker has acknowledged the record. */
    private static @Nullable Throwable failure(Future<RecordMetadata> result) throws InterruptedException {
        try {
            result.get();
            return null;
        } catch (ExecutionException e) {
            return e.getCause();
        } catch (KafkaException e) {
            return e;
        }
    }

    private static ProducerRecord<byte[], byte[]> letter(Parked parked, String topic, byte @Nullable [] value) {
        ConsumerRecord<byte[], byte[]> from = parked.record();
        RecordHeaders headers = new RecordHeaders(from.headers().toArray());
        add(headers, "dead-letter-reason", parked.reason());
        add(headers, "dead-letter-consumer", parked.consumer());
        add(headers, "dead-letter-topic", from.topic());
        add(headers, "dead-letter-partition", Integer.toString(from.partition()));
        add(headers, "dead-letter-offset", Long.toString(from.offset()));
        if (value == null && from.value() != null) {
            add(headers, "dead-letter-left-out", Integer.toString(from.value().length));
        }
        return new ProducerRecord<>(topic, null, from.key(), value, headers);
    }

    private static void add(RecordHeaders headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
