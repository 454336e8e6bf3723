package dev.sequences.designer.sequence.model.finding;

import org.jspecify.annotations.Nullable;

/**
 * An error or warning about a draft.
 *
 * @param code stable, kebab-case
 * @param nodeKey the node concerned; null if it concerns the whole draft
 * @param path the field of the draft, e.g. {@code graph.nodes[2].duration}
 * @param message what is wrong, one sentence
 * @param remedy what to do, one sentence
 */
public record Finding(
        String code, Severity severity, @Nullable String nodeKey, String path, String message, String remedy) {

    private static final int MAX_SHOWN_LENGTH = 60;

    /** An error prevents activation, a warning does not. */
    public enum Severity {
        ERROR,
        WARNING
    }

    public static Finding error(String code, @Nullable String nodeKey, String path, String message, String remedy) {
        return new Finding(code, Severity.ERROR, nodeKey, path, message, remedy);
    }

    public static Finding warning(String code, @Nullable String nodeKey, String path, String message, String remedy) {
        return new Finding(code, Severity.WARNING, nodeKey, path, message, remedy);
    }

    /** Quotes and truncates a value for a message. */
    public static String quoted(String text) {
        return "'" + (text.length() <= MAX_SHOWN_LENGTH ? text : text.substring(0, MAX_SHOWN_LENGTH) + "...") + "'";
    }
}
