package dev.sequences.enrollment.intake;

import dev.sequences.chassis.flow.FactVersion;
import dev.sequences.chassis.json.Json;
import dev.sequences.contracts.Headers;
import dev.sequences.testkit.infra.Infrastructure;
import dev.sequences.testkit.spec.Delivery;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends messages of other services to their topics. */
final class TopicSender implements AutoCloseable {

    private final KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
            Map.of("bootstrap.servers", Infrastructure.kafka()), new ByteArraySerializer(), new ByteArraySerializer());

    /** @param basis the facts that the sender's decision used */
    void send(Delivery message, FactVersion... basis) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                message.topic(), bytes(message.key()), message.fact() == null ? null : Json.bytes(message.fact()));
        record.headers().add(Headers.ID, bytes(message.id())).add(Headers.SOURCE, bytes(message.source()));
        if (!message.type().isEmpty()) {
            record.headers().add(Headers.TYPE, bytes(message.type()));
        }
        if (message.position() >= 0) {
            record.headers().add(Headers.SEQUENCE, bytes(Headers.sequence(message.position())));
        }
        if (basis.length > 0) {
            record.headers().add(Headers.BASIS, Json.bytes(List.of(basis)));
        }
        try {
            producer.send(record).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        producer.close();
    }
}
