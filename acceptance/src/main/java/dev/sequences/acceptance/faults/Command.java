package dev.sequences.acceptance.faults;

import java.util.Map;

/**
 * One command of the load and what became of it.
 *
 * @param key idempotency key; also the marker by which its effect is found
 * @param asked in words, for the reader of a violation
 * @param service whose effect it is
 * @param effect stored name of the event that it brings, or {@code row:<table>}
 * @param match what that event's payload, or that row, says: JSON pointer to text
 */
public record Command(
        String key,
        String asked,
        String service,
        String effect,
        Map<String, String> match,
        Outcome outcome,
        int status) {

    /** What the client knows. */
    public enum Outcome {
        /** A success was answered: the effect is there, once. */
        ACKNOWLEDGED,
        /** A refusal was answered: the effect is not there. */
        REFUSED,
        /** No answer until the end: the effect is there once or not at all. */
        UNKNOWN
    }
}
