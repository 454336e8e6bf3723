package dev.sequences.chassis.relay;

import dev.sequences.chassis.flow.Cause;
import dev.sequences.chassis.flow.FactVersion;
import dev.sequences.chassis.flow.TraceParent;
import dev.sequences.chassis.json.Instants;
import dev.sequences.chassis.json.Json;
import dev.sequences.contracts.ContractEvent;
import dev.sequences.contracts.DerivedEvent;
import dev.sequences.contracts.Headers;
import dev.sequences.contracts.catalogue.EventType;
import dev.sequences.contracts.catalogue.EventTypes;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Builds CloudEvents 1.0 in binary mode: the attributes are headers, the value is the data. */
final class Envelope {

    private final String source;

    Envelope(String service) {
        this.source = Headers.sourceOf(service);
    }

    ProducerRecord<byte[], byte[]> wrap(
            ContractEvent event, String id, String key, long position, Instant at, Cause cause) {
        return wrap(EventTypes.of(event).topic(), event, id, key, position, at, cause);
    }

    /** Returns a record for another topic than that of the event, e.g. a snapshot topic. */
    ProducerRecord<byte[], byte[]> wrap(
            String topic, ContractEvent event, String id, String key, long position, Instant at, Cause cause) {
        EventType type = EventTypes.of(event);
        Instant recorded = Instant.now();
        // A flow without a trace starts one here.
        TraceParent hop = TraceParent.childOf(cause.traceParent());
        RecordHeaders headers = new RecordHeaders();
        add(headers, Headers.SPEC_VERSION, "1.0");
        add(headers, Headers.ID, id);
        add(headers, Headers.SOURCE, source);
        add(headers, Headers.TYPE, type.name());
        add(headers, Headers.SUBJECT, key);
        add(headers, Headers.TIME, Instants.text(at));
        add(headers, Headers.RECORDED_TIME, Instants.text(recorded));
        add(headers, Headers.SEQUENCE, Headers.sequence(position));
        add(headers, Headers.PARTITION_KEY, key);
        add(headers, Headers.CORRELATION_ID, cause.correlationId());
        if (cause.causationId() != null) {
            add(headers, Headers.CAUSATION_ID, cause.causationId());
        }
        add(headers, Headers.DATA_SCHEMA, Headers.schemaOf(type.name()));
        add(headers, Headers.ACTOR, cause.actor());
        add(headers, Headers.BASIS, cause.basis());
        add(headers, Headers.DECIDED_WITHOUT, cause.decidedWithout());
        add(headers, Headers.CONTENT_TYPE, "application/json");
        add(headers, Headers.TRACE_PARENT, hop.toString());
        return new Outgoing(
                topic, utf8(key), Json.bytes(withVersions(event, cause.basis())), headers, type.name(), hop, recorded);
    }

    /** Returns a record without a value, which deletes the key from the compacted topic. */
    ProducerRecord<byte[], byte[]> tombstone(String topic, String key, RowPublication.Row deleted) {
        RecordHeaders headers = new RecordHeaders();
        add(headers, Headers.SPEC_VERSION, "1.0");
        add(headers, Headers.ID, deleted.eventId());
        add(headers, Headers.SOURCE, source);
        add(headers, Headers.SUBJECT, key);
        add(headers, Headers.TIME, Instants.text(deleted.at()));
        add(headers, Headers.RECORDED_TIME, Instants.text(Instant.now()));
        add(headers, Headers.SEQUENCE, Headers.sequence(deleted.position()));
        add(headers, Headers.PARTITION_KEY, key);
        add(headers, Headers.CORRELATION_ID, deleted.cause().correlationId());
        add(headers, Headers.ACTOR, deleted.cause().actor());
        return new ProducerRecord<>(topic, null, utf8(key), null, headers);
    }

    /** Repeats the versions of the header in the fields of the event. */
    private static ContractEvent withVersions(ContractEvent event, List<FactVersion> basis) {
        return event instanceof DerivedEvent derived && !basis.isEmpty()
                ? derived.withVersions((topic, key) -> basis.stream()
                        .filter(fact -> fact.topic().equals(topic) && fact.key().equals(key))
                        .map(FactVersion::version)
                        .findFirst()
                        .orElse(null))
                : event;
    }

    private static void add(RecordHeaders headers, String name, List<FactVersion> facts) {
        if (!facts.isEmpty()) {
            headers.add(name, Json.bytes(facts));
        }
    }

    private static void add(RecordHeaders headers, String name, String value) {
        headers.add(name, utf8(value));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
