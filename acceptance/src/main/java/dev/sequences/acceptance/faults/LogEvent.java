package dev.sequences.acceptance.faults;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/** One row of a service's event table. */
public record LogEvent(
        String service,
        String aggregateId,
        long sequence,
        String eventId,
        String storedName,
        Instant at,
        JsonNode payload) {

    /** Returns a payload field by JSON pointer as text; empty if it is missing. */
    String text(String pointer) {
        return payload.at(pointer).asText("");
    }

    Instant instant(String pointer) {
        return Instant.parse(text(pointer));
    }

    @Override
    public String toString() {
        return "%s %s #%d %s (%s)".formatted(service, aggregateId, sequence, storedName, eventId);
    }
}
