package dev.sequences.chassis.intake;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sequences.chassis.flow.Cause;
import dev.sequences.chassis.flow.FactVersion;
import dev.sequences.chassis.flow.TraceParent;
import dev.sequences.chassis.ids.DerivedIds;
import dev.sequences.chassis.json.Instants;
import dev.sequences.chassis.json.Json;
import dev.sequences.chassis.json.NotExact;
import dev.sequences.contracts.ContractEvent;
import dev.sequences.contracts.Headers;
import dev.sequences.contracts.Topics;
import dev.sequences.contracts.catalogue.EventTypes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** A Kafka record with a CloudEvents envelope in binary mode. */
final class KafkaMessage implements Message {

    private static final TypeReference<List<FactVersion>> FACTS = new TypeReference<>() {};

    private final String consumer;
    private final ConsumerRecord<byte[], byte[]> record;
    private final String key;
    private final Map<String, byte[]> envelope;
    private @Nullable ContractEvent decoded;
    private @Nullable String subject;
    private @Nullable Cause cause;
    private @Nullable TraceParent hop;
    private final List<FactVersion> unknown;

    KafkaMessage(String consumer, ConsumerRecord<byte[], byte[]> record) {
        this(consumer, record, List.of());
    }

    /** @param unknown facts that the message is based on and this service does not know */
    KafkaMessage(String consumer, ConsumerRecord<byte[], byte[]> record, List<FactVersion> unknown) {
        this.consumer = consumer;
        this.record = record;
        this.unknown = unknown;
        this.key = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
        this.envelope = envelope(record.headers());
    }

    /** Reads all headers in one pass, since each is used at least once. The last one wins if a header occurs twice. */
    private static Map<String, byte[]> envelope(Iterable<Header> headers) {
        Map<String, byte[]> envelope = new HashMap<>(32);
        for (Header header : headers) {
            envelope.put(header.key(), header.value());
        }
        return envelope;
    }

    String consumer() {
        return consumer;
    }

    ConsumerRecord<byte[], byte[]> record() {
        return record;
    }

    private @Nullable String header(String name) {
        byte[] value = envelope.get(name);
        return value == null ? null : new String(value, StandardCharsets.UTF_8);
    }

    @Override
    public String topic() {
        return record.topic();
    }

    @Override
    public int partition() {
        return record.partition();
    }

    @Override
    public long offset() {
        return record.offset();
    }

    @Override
    public String key() {
        return key;
    }

    /** Scope of {@link #position}: positions are per sender, and a topic may have several senders. */
    String subject() {
        String known = subject;
        if (known == null) {
            known = subject(topic(), source(), key);
            subject = known;
        }
        return known;
    }

    static String subject(String topic, String source, String key) {
        return topic + ":" + source + ":" + key;
    }

    @Override
    public @Nullable String id() {
        return header(Headers.ID);
    }

    @Override
    public String source() {
        String source = header(Headers.SOURCE);
        return source == null ? "" : source;
    }

    @Override
    public String type() {
        String type = header(Headers.TYPE);
        return type == null ? "" : type;
    }

    @Override
    public Instant time() {
        String time = header(Headers.TIME);
        try {
            return time == null ? Instant.ofEpochMilli(record.timestamp()) : Instants.parse(time);
        } catch (DateTimeException e) {
            throw new Unreadable("ce_time is not an instant", e);
        }
    }

    @Override
    public long position() {
        String sequence = header(Headers.SEQUENCE);
        if (sequence == null) {
            return -1;
        }
        try {
            return Long.parseLong(sequence);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    @Override
    public List<FactVersion> basis() {
        byte[] basis = envelope.get(Headers.BASIS);
        if (basis == null) {
            return List.of();
        }
        try {
            return Json.MAPPER.readValue(basis, FACTS);
        } catch (IOException e) {
            throw new Unreadable("ce_basis is not a list of facts: " + firstLine(e.getMessage()), e);
        }
    }

    @Override
    public boolean isTombstone() {
        return record.value() == null;
    }

    @Override
    public Optional<ContractEvent> event() {
        ContractEvent known = decoded;
        if (known == null && !isTombstone()) {
            String type = header(Headers.TYPE);
            if (type == null) {
                throw new Unreadable("the ce_type header is missing");
            }
            known = EventTypes.named(type)
                    .map(t -> (ContractEvent) data(t.shape()))
                    .orElse(null);
            decoded = known;
        }
        return Optional.ofNullable(known);
    }

    @Override
    public <T> T data(Class<T> shape) {
        try {
            T data = mapper().readValue(record.value(), shape);
            if (data == null) {
                throw new Unreadable("the value is JSON null");
            }
            return data;
        } catch (IOException e) {
            if (NotExact.in(e) instanceof NotExact value) {
                throw new Unreadable(value.code() + ": " + value.getOriginalMessage(), e);
            }
            throw new Unreadable("the value is not a " + shape.getSimpleName() + ": " + firstLine(e.getMessage()), e);
        }
    }

    /** Other producers write to the topics of the CRM; the suite's own events are valid. */
    private ObjectMapper mapper() {
        return topic().startsWith(Topics.CRM_PREFIX) ? Json.FOREIGN : Json.MAPPER;
    }

    private static String firstLine(@Nullable String text) {
        if (text == null) {
            return "unreadable";
        }
        int end = text.indexOf('\n');
        return end < 0 ? text : text.substring(0, end);
    }

    @Override
    public Cause cause() {
        Cause known = cause;
        if (known == null) {
            known = readCause();
            cause = known;
        }
        return known;
    }

    /** Returns the hop of the trace in which this message is processed. */
    TraceParent hop() {
        TraceParent known = hop;
        if (known == null) {
            known = TraceParent.childOf(header(Headers.TRACE_PARENT));
            hop = known;
        }
        return known;
    }

    private Cause readCause() {
        String id = id();
        String causation = id == null ? topic() + "-" + partition() + "-" + offset() : id;
        String correlation = header(Headers.CORRELATION_ID);
        return new Cause(
                "system:" + consumer,
                correlation == null ? DerivedIds.of(causation) : correlation,
                causation,
                hop().toString(),
                List.of(),
                unknown);
    }

    @Override
    public String actor() {
        String actor = header(Headers.ACTOR);
        return actor == null ? "unknown" : actor;
    }
}
