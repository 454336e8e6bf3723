package dev.sequences.chassis.http;

import dev.sequences.chassis.answer.Problem;
import org.jspecify.annotations.Nullable;

/** What a request brings. */
public final class Bodies {

    private Bodies() {}

    /** The body; a problem when there is none. */
    public static <T> T required(@Nullable T body) {
        if (body == null) {
            throw Problem.unreadable("body-missing", null, "The request has no body.", "Send a JSON object.");
        }
        return body;
    }
}
