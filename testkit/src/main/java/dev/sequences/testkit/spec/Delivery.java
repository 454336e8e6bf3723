package dev.sequences.testkit.spec;

import dev.sequences.chassis.flow.Cause;
import dev.sequences.chassis.intake.Message;
import dev.sequences.chassis.intake.Unreadable;
import dev.sequences.chassis.json.Json;
import dev.sequences.contracts.ContractEvent;
import dev.sequences.contracts.catalogue.EventTypes;
import dev.sequences.contracts.catalogue.Samples;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A contract event as it arrives from its topic. Its id is derived from key and position, so an equal delivery is the same message.
 *
 * @param key record key: the aggregate id
 * @param fact null is a tombstone: delete this key
 */
public record Delivery(
        String topic,
        String key,
        long position,
        String type,
        @Nullable ContractEvent fact,
        Instant time) implements Message {

    private static final Instant SOME_MORNING = Instant.parse("2026-05-04T08:00:00Z");

    /** Returns an event at a position of the aggregate's stream, one minute after the previous one. */
    public static Delivery of(String key, long sequence, ContractEvent event) {
        return new Delivery(
                EventTypes.of(event).topic(),
                key,
                sequence,
                EventTypes.of(event).name(),
                event,
                SOME_MORNING.plusSeconds(60 * sequence));
    }

    /** Returns the published sample of {@code eventType}, which also tests its producer. */
    public static Delivery sample(String key, long sequence, String eventType) {
        var type = EventTypes.named(eventType).orElseThrow();
        try (InputStream sample = Samples.open(eventType)) {
            return of(key, sequence, Json.MAPPER.readValue(sample, type.shape()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns a tombstone. */
    public static Delivery tombstone(String topic, String key) {
        return new Delivery(topic, key, -1, "", null, SOME_MORNING);
    }

    public Delivery at(Instant moment) {
        return new Delivery(topic, key, position, type, fact, moment);
    }

    @Override
    public int partition() {
        return 0;
    }

    @Override
    public long offset() {
        return Math.max(0, position);
    }

    @Override
    public String id() {
        return UUID.nameUUIDFromBytes((topic + key + position).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    @Override
    public String source() {
        return "/test";
    }

    @Override
    public boolean isTombstone() {
        return fact == null;
    }

    /** Reads the event back from its JSON, so that a test sees only what a real consumer sees. */
    @Override
    public Optional<ContractEvent> event() {
        return fact == null ? Optional.empty() : Optional.of(data(fact.getClass()));
    }

    @Override
    public <T> T data(Class<T> shape) {
        if (fact == null) {
            throw new Unreadable("the record has no value");
        }
        return Json.read(Json.bytes(fact), shape);
    }

    @Override
    public Cause cause() {
        return new Cause("system:test", "correlation-of-" + key, id(), null);
    }

    @Override
    public String actor() {
        return "ben";
    }
}
