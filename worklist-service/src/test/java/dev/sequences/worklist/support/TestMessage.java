package dev.sequences.worklist.support;

import dev.sequences.chassis.intake.Message;
import dev.sequences.chassis.json.Json;
import dev.sequences.chassis.unit.Cause;
import dev.sequences.contracts.ContractEvent;
import dev.sequences.contracts.EventTypes;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** A message as the chassis hands it to an intake, without a broker. {@code body} null means a record without value. */
public record TestMessage(String key, long sequence, ContractEvent body) implements Message {

    public static TestMessage of(String key, long sequence, ContractEvent body) {
        return new TestMessage(key, sequence, body);
    }

    public static TestMessage forget(String key, long sequence) {
        return new TestMessage(key, sequence, null);
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
        return sequence;
    }

    @Override
    public String id() {
        return UUID.nameUUIDFromBytes((key + sequence).getBytes()).toString();
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
    public boolean tombstone() {
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
