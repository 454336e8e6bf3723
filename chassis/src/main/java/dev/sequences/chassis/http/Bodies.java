package dev.sequences.chassis.http;

import dev.sequences.chassis.answer.Problem;
import org.jspecify.annotations.Nullable;

/** Checks of request bodies. */
public final class Bodies {

    private Bodies() {}

    /** The body; a {@link Problem} with code {@code body-missing} if there is none. */
    public static <T> T required(@Nullable T body) {
        if (body == null) {
            throw Problem.unreadable("body-missing", null, "The request has no body.", "Send a JSON object.");
        }
        return body;
    }
}
