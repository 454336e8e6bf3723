package dev.sequences.chassis.jobs;

import dev.sequences.chassis.json.Json;
import java.util.List;

/**
 * State of a job, as returned to clients.
 *
 * @param status running, succeeded, failed (no item succeeded) or partly (some items failed)
 * @param total number of items; 0 until known
 */
public record Job(String id, String kind, String status, long done, long total, long failed, List<JobError> errors) {

    /** One failed item. */
    public record JobError(String item, String code, String message) {

        /** Reads the stored errors. */
        static List<JobError> all(String json) {
            return List.of(Json.read(json, JobError[].class));
        }
    }
}
