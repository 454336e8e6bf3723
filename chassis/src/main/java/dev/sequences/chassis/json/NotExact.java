package dev.sequences.chassis.json;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A text or number of a JSON document cannot be stored unchanged. */
public final class NotExact extends JsonParseException {

    @Serial
    private static final long serialVersionUID = 1;

    /** What is wrong, with a stable code. */
    public enum Kind {
        LONE_SURROGATE(
                "character-not-allowed",
                "contains half of a surrogate pair, which is not a character.",
                "Send the complete character, or remove it."),
        CONTROL_CHARACTER(
                "character-not-allowed",
                "contains a control character.",
                "Remove it; of the control characters only tab, line feed and carriage return are accepted."),
        NUMBER_OUT_OF_RANGE(
                "number-out-of-range",
                "has more than " + Decimals.MAX_EXPONENT
                        + " digits before the decimal point, or as many zeros after it.",
                "Send a number between 1e-" + Decimals.MAX_EXPONENT + " and 1e" + Decimals.MAX_EXPONENT
                        + ", or send it as text.");

        private final String code;
        private final String message;
        private final String remedy;

        Kind(String code, String message, String remedy) {
            this.code = code;
            this.message = message;
            this.remedy = remedy;
        }
    }

    private final Kind kind;
    private final String path;

    NotExact(JsonParser parser, Kind kind, String path, String subject) {
        super(parser, subject + (path.isEmpty() ? "" : " at " + path) + " " + kind.message);
        this.kind = kind;
        this.path = path;
    }

    /** The exception itself or its cause, since Jackson wraps an error inside a field; null if it has another reason. */
    public static @Nullable NotExact in(Throwable error) {
        for (Throwable t = error; t != null; t = t.getCause()) {
            if (t instanceof NotExact value) {
                return value;
            }
        }
        return null;
    }

    /** Stable, kebab-case. */
    public String code() {
        return kind.code;
    }

    /** The place in the document, e.g. {@code fields.city}; for a field name the object that contains it; empty at the top. */
    public String path() {
        return path;
    }

    public String remedy() {
        return kind.remedy;
    }
}
