package dev.sequences.language.condition;

/**
 * A mistake in a condition as drawn.
 *
 * @param kind whether it cannot be read or cannot be used
 * @param code stable, kebab-case
 * @param path where it is, e.g. {@code when.all[1].value}
 * @param message what is wrong, one sentence
 * @param remedy what to do, one sentence
 */
public record Finding(Kind kind, String code, String path, String message, String remedy) {

    private static final int MAX_SHOWN = 60;

    /** How severe a finding is. */
    public enum Kind {
        /** The JSON is not a condition; the affected part is left out of what was read. */
        FORM,
        /** The condition was read, but it can never be satisfied or never fail, or it exceeds a limit. */
        MEANING
    }

    /** A value or name within a message, quoted and shortened. */
    static String quoted(Object value) {
        return "'" + shortened(FieldValue.isScalar(value) ? FieldValue.text(value) : String.valueOf(value)) + "'";
    }

    static String shortened(String text) {
        return text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "...";
    }
}
