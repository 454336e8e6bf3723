package dev.sequences.chassis.intake;

import dev.sequences.chassis.intake.ParkedMessages.Parked;
import dev.sequences.chassis.relay.ProducerSettings;
import dev.sequences.chassis.settings.KafkaSettings;
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
 * Copies parked messages to the dead-letter topic of their consumer, at least once: as soon as one is parked, and every half a minute
 * what could not be copied then. With a producer and a thread of its own, so that neither the consumer nor the relay waits for it.
 *
 * <p>A message that is too large with the reason beside it is copied without its value; the row keeps all of it.
 */
@ApplicationScoped
class DeadLetters {

    private static final Logger LOG = Logger.getLogger(DeadLetters.class);
    private static final int PAGE = 100;

    private final ParkedMessages parked;
    private final String bootstrapServers;
    private final String clientId;
    private final Duration every;
    private final ScheduledExecutorService copier = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("dead-letters").factory());
    private final AtomicBoolean asked = new AtomicBoolean();

    DeadLetters(ParkedMessages parked, KafkaSettings kafka, ServiceSettings identity, DeadLetterSettings settings) {
        this.parked = parked;
        this.bootstrapServers = kafka.bootstrapServers();
        this.clientId = identity.service() + "-dead-letters";
        this.every = settings.retryInterval();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // What is run catches its failures itself.
    void start(@Observes @Priority(50) StartupEvent event) {
        copier.scheduleWithFixedDelay(this::copyQuietly, 0, every.toMillis(), TimeUnit.MILLISECONDS);
    }

    void stop(@Observes @Priority(10) ShutdownEvent event) throws InterruptedException {
        copier.shutdownNow();
        if (!copier.awaitTermination(3, TimeUnit.SECONDS)) {
            LOG.debug("a dead letter is still on its way; it is sent again after the start");
        }
    }

    /** Something was parked. */
    void wake() {
        if (asked.compareAndSet(false, true)) {
            try {
                copier.execute(this::copyQuietly);
            } catch (RejectedExecutionException stopping) {
                LOG.debug("a message was parked while the service stops; it is copied after the start");
            }
        }
    }

    private void copyQuietly() {
        asked.set(false);
        try {
            copyAll();
            parked.recount();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.warnf("dead letters wait: %s", e.getMessage());
        }
    }

    private void copyAll() throws InterruptedException {
        List<Parked> page = parked.notCopied(0, PAGE);
        if (page.isEmpty()) {
            return;
        }
        // Rarely needed, so it is not kept.
        try (KafkaProducer<byte[], byte[]> producer = ProducerSettings.producer(bootstrapServers, clientId)) {
            // A topic that takes nothing now holds up its own messages only.
            Set<String> closed = new HashSet<>();
            while (!page.isEmpty()) {
                List<Parked> copied = copy(producer, page, closed);
                if (!copied.isEmpty()) {
                    parked.copied(copied);
                }
                page = parked.notCopied(page.getLast().id(), PAGE);
            }
        }
    }

    private static List<Parked> copy(KafkaProducer<byte[], byte[]> producer, List<Parked> page, Set<String> closed)
            throws InterruptedException {
        record Sent(Parked message, String topic, Future<RecordMetadata> taken) {}
        List<Sent> sent = new ArrayList<>();
        for (Parked message : page) {
            String topic = Topics.deadLetterOf(message.record().topic(), message.consumer());
            if (!closed.contains(topic)) {
                Future<RecordMetadata> taken =
                        producer.send(letter(message, topic, message.record().value()));
                Throwable atOnce = taken.isDone() ? failure(taken) : null;
                if (atOnce == null || tooLarge(atOnce)) {
                    sent.add(new Sent(message, topic, taken));
                } else {
                    closed.add(topic);
                    LOG.warnf("dead letters for %s wait: %s", topic, atOnce.getMessage());
                }
            }
        }
        List<Parked> copied = new ArrayList<>();
        for (Sent one : sent) {
            Throwable failure = failure(one.taken());
            if (tooLarge(failure)) {
                failure = failure(producer.send(letter(one.message(), one.topic(), null)));
            }
            if (failure == null) {
                copied.add(one.message());
            } else {
                LOG.warnf("a dead letter for %s waits: %s", one.topic(), failure.getMessage());
            }
        }
        return copied;
    }

    private static boolean tooLarge(@Nullable Throwable failure) {
        return failure instanceof RecordTooLargeException;
    }

    /** Waits for the broker; null when it has the record. */
    private static @Nullable Throwable failure(Future<RecordMetadata> taken) throws InterruptedException {
        try {
            taken.get();
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
