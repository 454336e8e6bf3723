package dev.sequences.chassis.answer;

import org.jspecify.annotations.Nullable;

/**
 * What a command answers over HTTP. Kept under the idempotency key, so that a repeat gets the same.
 *
 * @param location path of what was created, e.g. {@code /sequences/0190...}
 * @param version entity tag; null when the answer has none
 */
public record Answer(
        int status,
        @Nullable Object body,
        @Nullable String location,
        @Nullable Long version) {

    public static Answer ok(Object body, long version) {
        return new Answer(200, body, null, version);
    }

    public static Answer ok(Object body) {
        return new Answer(200, body, null, null);
    }

    public static Answer created(String location, Object body, long version) {
        return new Answer(201, body, location, version);
    }

    public static Answer accepted(String location, Object body) {
        return new Answer(202, body, location, null);
    }

    public static Answer done() {
        return new Answer(204, null, null, null);
    }
}
