package dev.sequences.designer.sequence.model.finding;

import org.jspecify.annotations.Nullable;

/**
 * One thing to know about a draft before it is activated.
 *
 * @param code stable, kebab-case
 * @param nodeKey the node it is about; null when it is about the whole
 * @param path the field of the draft, e.g. {@code graph.nodes[2].duration}
 * @param message what is wrong, one sentence
 * @param remedy what to do, one sentence
 */
public record Finding(
        String code, Severity severity, @Nullable String nodeKey, String path, String message, String remedy) {

    private static final int LONGEST_SHOWN = 60;

    /** An error keeps a draft from being activated, a warning does not. */
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

    /** A key, name or value in a message; somebody may have pasted a whole letter into it. */
    public static String quoted(String text) {
        return "'" + (text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "...") + "'";
    }
}
