package dev.sequences.worklist.support;

import dev.sequences.chassis.flow.Cause;
import dev.sequences.chassis.intake.Message;
import dev.sequences.chassis.json.Json;
import dev.sequences.contracts.ContractEvent;
import dev.sequences.contracts.Headers;
import dev.sequences.contracts.catalogue.EventTypes;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A message as the chassis passes it to an intake, without a broker. {@code body} null means a tombstone. */
public record TestMessage(String key, long position, ContractEvent body) implements Message {

    public static TestMessage of(String key, long position, ContractEvent body) {
        return new TestMessage(key, position, body);
    }

    public static TestMessage tombstone(String key, long position) {
        return new TestMessage(key, position, null);
    }

    /** Returns the record of the topic. */
    public ProducerRecord<byte[], byte[]> record() {
        return record(Json.bytes(body));
    }

    /** Returns the record with the same headers and another value. */
    public ProducerRecord<byte[], byte[]> record(byte[] value) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topic(), key.getBytes(StandardCharsets.UTF_8), value);
        Map.of(
                        Headers.ID, id(),
                        Headers.TYPE, type(),
                        Headers.TIME, Instant.now().toString(),
                        Headers.SEQUENCE, Headers.sequence(position))
                .forEach((name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        return record;
    }

    @Override
    public String topic() {
        return body == null ? "crm.records" : EventTypes.of(body).topic();
    }

    @Override
    public int partition() {
        return 0;
    }

    @Override
    public long offset() {
        return position;
    }

    @Override
    public String id() {
        return UUID.nameUUIDFromBytes((key + position).getBytes()).toString();
    }

    @Override
    public String source() {
        return "/test";
    }

    @Override
    public String type() {
        return body == null ? "" : EventTypes.of(body).name();
    }

    @Override
    public Instant time() {
        return Instant.EPOCH;
    }

    @Override
    public boolean isTombstone() {
        return body == null;
    }

    @Override
    public Optional<ContractEvent> event() {
        return Optional.ofNullable(body);
    }

    @Override
    public <T> T data(Class<T> shape) {
        return Json.read(Json.bytes(body), shape);
    }

    @Override
    public Cause cause() {
        return new Cause("system:test", "flow-of-" + key, id(), null);
    }

    @Override
    public String actor() {
        return "somebody";
    }
}
