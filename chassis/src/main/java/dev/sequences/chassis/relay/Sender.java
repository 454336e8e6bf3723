package dev.sequences.chassis.relay;

import dev.sequences.chassis.flow.Traces;
import dev.sequences.chassis.kafka.KafkaConnection;
import dev.sequences.chassis.settings.Installation;
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
 * Sends batches of records to Kafka.
 *
 * <p>After a record fails, no later record is sent. Consumers store the highest position of each key: a record that overtook an earlier
 * one would make the earlier one look like a repeat when it is sent at last, and its effect would be lost.
 */
@ApplicationScoped
public class Sender {

    private final Traces traces;
    private final KafkaConnection kafka;
    private final Installation installation;
    private final String clientId;
    private @Nullable KafkaProducer<byte[], byte[]> producer;

    Sender(Traces traces, KafkaConnection kafka, ServiceSettings identity, Installation installation) {
        this.installation = installation;
        this.traces = traces;
        this.kafka = kafka;
        this.clientId = identity.service() + "-relay";
    }

    private synchronized KafkaProducer<byte[], byte[]> producer() {
        KafkaProducer<byte[], byte[]> known = producer;
        if (known == null) {
            known = kafka.producer(clientId);
            producer = known;
        }
        return known;
    }

    /**
     * Sends the records and returns when the broker has acknowledged all of them.
     *
     * @throws KafkaException if the broker has not acknowledged every record
     */
    public void send(List<ProducerRecord<byte[], byte[]>> records) {
        if (records.isEmpty()) {
            return;
        }
        KafkaProducer<byte[], byte[]> current = producer();
        AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
        List<Future<RecordMetadata>> sent = new ArrayList<>(records.size());
        try {
            for (ProducerRecord<byte[], byte[]> record : records) {
                sent.add(current.send(onBroker(record), (acknowledged, error) -> {
                    if (error != null && failure.compareAndSet(null, error)) {
                        abandon(current);
                    }
                }));
                if (failure.get() != null) {
                    break;
                }
            }
            if (failure.get() == null) {
                current.flush();
            }
            for (Future<RecordMetadata> one : sent) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw notAcknowledged(records, failure.get() == null ? e.getCause() : failure.get());
        } catch (IllegalStateException closed) {
            // The failure of an earlier record has closed the producer.
            throw notAcknowledged(records, failure.get() == null ? closed : failure.get());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while sending", e);
        }
        if (traces.isEnabled()) {
            records.forEach(this::trace);
        }
    }

    private ProducerRecord<byte[], byte[]> onBroker(ProducerRecord<byte[], byte[]> record) {
        String topic = installation.onBroker(record.topic());
        return topic.equals(record.topic())
                ? record
                : new ProducerRecord<>(
                        topic, record.partition(), record.timestamp(), record.key(), record.value(), record.headers());
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

    private static KafkaException notAcknowledged(List<?> records, @Nullable Throwable cause) {
        return new KafkaException("the broker did not acknowledge all of " + records.size() + " records", cause);
    }

    /** Closes the producer in the callback of the first failure, which discards the records that are not sent yet. */
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
