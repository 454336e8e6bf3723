package dev.sequences.chassis.relay;

import dev.sequences.chassis.flow.Traces;
import dev.sequences.chassis.settings.KafkaSettings;
import dev.sequences.chassis.settings.ServiceSettings;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * Sends a batch and returns when the broker has all of it; throws when any record was not taken.
 *
 * <p>Behind a record that was not taken none is sent. Whoever reads a key remembers the highest number that it has seen: a record that
 * overtakes an earlier one makes the earlier one look like a repeat when it comes at last, and it is lost.
 */
@ApplicationScoped
public class Sender {

    private final Traces traces;
    private final String bootstrapServers;
    private final String clientId;
    private @Nullable KafkaProducer<byte[], byte[]> producer;

    Sender(Traces traces, KafkaSettings kafka, ServiceSettings identity) {
        this.traces = traces;
        this.bootstrapServers = kafka.bootstrapServers();
        this.clientId = identity.service() + "-relay";
    }

    private synchronized KafkaProducer<byte[], byte[]> producer() {
        KafkaProducer<byte[], byte[]> known = producer;
        if (known == null) {
            known = ProducerSettings.producer(bootstrapServers, clientId);
            producer = known;
        }
        return known;
    }

    public void send(List<ProducerRecord<byte[], byte[]>> records) {
        if (records.isEmpty()) {
            return;
        }
        KafkaProducer<byte[], byte[]> kafka = producer();
        AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
        List<Future<RecordMetadata>> sent = new ArrayList<>(records.size());
        try {
            for (ProducerRecord<byte[], byte[]> record : records) {
                sent.add(kafka.send(record, (taken, error) -> {
                    if (error != null && failure.compareAndSet(null, error)) {
                        abandon(kafka);
                    }
                }));
                if (failure.get() != null) {
                    break;
                }
            }
            if (failure.get() == null) {
                kafka.flush();
            }
            for (Future<RecordMetadata> one : sent) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw notTaken(records, failure.get() == null ? e.getCause() : failure.get());
        } catch (IllegalStateException closed) {
            // The failure of an earlier record has closed the producer meanwhile.
            throw notTaken(records, failure.get() == null ? closed : failure.get());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while sending", e);
        }
        if (traces.isEnabled()) {
            records.forEach(this::trace);
        }
    }

    private void trace(ProducerRecord<byte[], byte[]> record) {
        if (record instanceof Outgoing out) {
            traces.record(
                    "publish " + out.topic(),
                    Traces.Kind.PRODUCER,
                    out.hop(),
                    out.begin(),
                    Map.of(
                            "messaging.system",
                            "kafka",
                            "messaging.destination.name",
                            out.topic(),
                            "messaging.kafka.message.key",
                            new String(out.key(), StandardCharsets.UTF_8),
                            "cloudevents.event_type",
                            out.type()));
        }
    }

    private static KafkaException notTaken(List<?> records, @Nullable Throwable why) {
        return new KafkaException("not all of " + records.size() + " records were taken", why);
    }

    /** Closed at once, from the callback of the first failure: what still waits to be sent is thrown away with it. */
    private void abandon(KafkaProducer<byte[], byte[]> failed) {
        failed.close(Duration.ZERO);
        forget(failed);
    }

    private synchronized void forget(KafkaProducer<byte[], byte[]> failed) {
        if (producer == failed) {
            producer = null;
        }
    }

    synchronized void stop(@Observes @Priority(9500) ShutdownEvent event) {
        if (producer != null) {
            producer.close(Duration.ofSeconds(2));
            producer = null;
        }
    }
}
