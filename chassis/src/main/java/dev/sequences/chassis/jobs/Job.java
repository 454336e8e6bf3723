package dev.sequences.chassis.jobs;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.sequences.chassis.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * State of a job, as returned to clients.
 *
 * @param status running, paused, succeeded, failed (no item succeeded) or partly (some items failed)
 * @param total number of items; 0 until known
 * @param report further members of the JSON object, which depend on the kind
 */
public record Job(
        String id,
        String kind,
        String status,
        long done,
        long total,
        long failed,
        List<JobError> errors,
        @JsonAnyGetter Map<String, Object> report) {

    public Job {
        report = report == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(report));
    }

    /** One failed item. */
    public record JobError(String item, String code, String message) {

        /** Reads the stored errors. */
        static List<JobError> all(String json) {
            return List.of(Json.read(json, JobError[].class));
        }
    }

    /** Reads the stored report. */
    static Map<String, Object> report(@Nullable String json) {
        try {
            return json == null ? Map.of() : Json.MAPPER.readValue(json, new TypeReference<Map<String, Object>>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
