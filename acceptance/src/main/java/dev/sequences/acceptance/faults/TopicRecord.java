package dev.sequences.acceptance.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.sequences.contracts.Headers;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One record of a topic.
 *
 * @param data null for a record without value, and for a value that is not JSON
 */
public record TopicRecord(
        String topic,
        int partition,
        long offset,
        String key,
        Map<String, String> headers,
        @Nullable JsonNode data) {

    String header(String name) {
        return headers.getOrDefault(name, "");
    }

    String id() {
        return header(Headers.ID);
    }

    String type() {
        return header(Headers.TYPE);
    }

    long sequence() {
        String sequence = header(Headers.SEQUENCE);
        return sequence.matches("\\d{1,20}") ? Long.parseLong(sequence) : -1;
    }

    boolean is(String eventType) {
        return type().equals(eventType) && data != null;
    }

    JsonNode field(String name) {
        return data == null ? MissingNode.getInstance() : data.path(name);
    }

    String text(String field) {
        return field(field).asText("");
    }

    Instant instant(String field) {
        return Instant.parse(text(field));
    }

    @Override
    public String toString() {
        return "%s-%d@%d %s %s #%d".formatted(topic, partition, offset, type(), key, sequence());
    }
}
