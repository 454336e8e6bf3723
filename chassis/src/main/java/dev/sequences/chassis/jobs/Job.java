package dev.sequences.chassis.jobs;

import dev.sequences.chassis.json.Json;
import java.util.List;

/**
 * Long work as its client sees it.
 *
 * @param status running, succeeded, failed (nothing was done) or partly (some items were refused)
 * @param total 0 until known
 */
public record Job(String id, String kind, String status, long done, long total, long failed, List<JobError> errors) {

    /** One refused item. */
    public record JobError(String item, String code, String message) {

        /** As they are stored. */
        static List<JobError> all(String json) {
            return List.of(Json.read(json, JobError[].class));
        }
    }
}
