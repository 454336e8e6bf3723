package dev.sequences.segment.intake.records;

import dev.sequences.chassis.flow.Cause;
import dev.sequences.chassis.intake.Message;
import dev.sequences.contracts.ContractEvent;
import dev.sequences.segment.publication.RecordPublication;
import dev.sequences.segment.record.RecordKey;
import dev.sequences.testkit.spec.Delivery;
import java.time.Instant;
import java.util.Optional;

/** A message as this service publishes it. */
record OwnMessage(Delivery delivery) implements Message {

    @Override
    public String source() {
        return "/sequences/segment";
    }

    @Override
    public String id() {
        return isTombstone()
                ? delivery.id()
                : RecordPublication.eventId(RecordKey.of(key()).orElseThrow(), position());
    }

    @Override
    public String topic() {
        return delivery.topic();
    }

    @Override
    public int partition() {
        return delivery.partition();
    }

    @Override
    public long offset() {
        return delivery.offset();
    }

    @Override
    public String key() {
        return delivery.key();
    }

    @Override
    public String type() {
        return delivery.type();
    }

    @Override
    public Instant time() {
        return delivery.time();
    }

    @Override
    public long position() {
        return delivery.position();
    }

    @Override
    public boolean isTombstone() {
        return delivery.isTombstone();
    }

    @Override
    public Optional<ContractEvent> event() {
        return delivery.event();
    }

    @Override
    public <T> T data(Class<T> shape) {
        return delivery.data(shape);
    }

    @Override
    public Cause cause() {
        return delivery.cause();
    }

    @Override
    public String actor() {
        return delivery.actor();
    }
}
