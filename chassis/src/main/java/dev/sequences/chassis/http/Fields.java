package dev.sequences.chassis.http;

import dev.sequences.chassis.answer.Problem;
import org.jspecify.annotations.Nullable;

/** Checks of single text fields of a request. */
public final class Fields {

    private static final int MAX_QUOTED_LENGTH = 80;

    private Fields() {}

    /** The text; a {@link Problem} if it is null, blank ({@code field-missing}) or too long ({@code text-too-long}). */
    public static String required(String field, @Nullable String value, int maxLength) {
        if (value == null || value.isBlank()) {
            throw Problem.unreadable("field-missing", field, field + " is missing.", "Send a value.");
        }
        checkLength(field, value, maxLength);
        return value;
    }

    /** The text or null; a {@link Problem} with code {@code text-too-long} if it has more than {@code maxLength} characters. */
    public static @Nullable String optional(String field, @Nullable String value, int maxLength) {
        if (value != null) {
            checkLength(field, value, maxLength);
        }
        return value;
    }

    private static void checkLength(String field, String value, int maxLength) {
        if (value.length() > maxLength) {
            throw Problem.rule(
                    "text-too-long",
                    field,
                    field + " has " + value.length() + " characters.",
                    "Send at most " + maxLength + " characters.");
        }
    }

    /** Reads a query parameter that is {@code true} or {@code false}; a {@link Problem} with code {@code flag-unreadable} otherwise. */
    public static boolean flag(String parameter, String value) {
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default ->
                throw Problem.unreadable(
                        "flag-unreadable",
                        parameter,
                        "'" + parameter + "' is not true or false.",
                        "Use true or false.");
        };
    }

    /** The text for an error message, cut after 80 characters. */
    public static String shortened(String text) {
        return text.length() <= MAX_QUOTED_LENGTH ? text : text.substring(0, MAX_QUOTED_LENGTH) + "...";
    }
}
