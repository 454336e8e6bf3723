package dev.sequences.chassis.answer;

import org.jspecify.annotations.Nullable;

/**
 * The HTTP response of a command. It is stored under the idempotency key, so that a retry receives the same response.
 *
 * @param location path of the created resource, e.g. {@code /sequences/0190...}; null if none was created
 * @param version entity tag; null if the response has none
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

    public static Answer noContent() {
        return new Answer(204, null, null, null);
    }
}
