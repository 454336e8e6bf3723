package dev.sequences.chassis.eventlog;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.sequences.chassis.flow.Cause;
import dev.sequences.chassis.flow.FactVersion;
import dev.sequences.chassis.json.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.messaging.MetaData;
import org.jspecify.annotations.Nullable;

/** The metadata of a stored event. Older events may lack some of the fields. */
record StoredCause(
        @Nullable String actor,
        @Nullable String correlationId,
        @Nullable String causationId,
        @Nullable String traceparent,
        @Nullable List<FactVersion> basis,
        @Nullable List<FactVersion> decidedWithout) {

    private static final TypeReference<List<FactVersion>> FACTS = new TypeReference<>() {};

    /** Reads the metadata of an event that an upcaster has changed. */
    static StoredCause of(MetaData meta) {
        return new StoredCause(
                text(meta, "actor"),
                text(meta, "correlationId"),
                text(meta, "causationId"),
                text(meta, "traceparent"),
                facts(meta, "basis"),
                facts(meta, "decidedWithout"));
    }

    private static @Nullable String text(MetaData meta, String key) {
        Object value = meta.get(key);
        return value == null ? null : value.toString();
    }

    private static @Nullable List<FactVersion> facts(MetaData meta, String key) {
        Object value = meta.get(key);
        return value == null ? null : Json.MAPPER.convertValue(value, FACTS);
    }

    /** Returns the metadata to store with an event. */
    static Map<String, Object> metaData(Cause cause) {
        Map<String, Object> meta = new HashMap<>();
        meta.put("actor", cause.actor());
        meta.put("correlationId", cause.correlationId());
        if (cause.causationId() != null) {
            meta.put("causationId", cause.causationId());
        }
        if (cause.traceParent() != null) {
            meta.put("traceparent", cause.traceParent());
        }
        if (!cause.basis().isEmpty()) {
            meta.put("basis", cause.basis());
        }
        if (!cause.decidedWithout().isEmpty()) {
            meta.put("decidedWithout", cause.decidedWithout());
        }
        return meta;
    }

    /** Returns the cause; without a correlation id, the event starts a flow of its own. */
    Cause toCause(String eventId) {
        return new Cause(
                actor == null ? "unknown" : actor,
                correlationId == null ? eventId : correlationId,
                causationId,
                traceparent,
                basis == null ? List.of() : basis,
                decidedWithout == null ? List.of() : decidedWithout);
    }
}
