package dev.sequences.acceptance.faults;

import java.util.Map;

/**
 * One command of the load and its result.
 *
 * @param key idempotency key, which also identifies the effect
 * @param asked the command in words, for violation reports
 * @param service the service that has the effect
 * @param effect stored name of the resulting event, or {@code row:<table>}
 * @param match expected values in that event's payload or that row: JSON pointer to text
 */
public record Command(
        String key,
        String asked,
        String service,
        String effect,
        Map<String, String> match,
        Outcome outcome,
        int status) {

    /** The outcome as known to the client. */
    public enum Outcome {
        /** Success response: the effect exists exactly once. */
        ACKNOWLEDGED,
        /** Error response: the effect does not exist. */
        REFUSED,
        /** No response: the effect exists once or not at all. */
        UNKNOWN
    }
}
