package dev.sequences.chassis.decider;

import org.jspecify.annotations.Nullable;

/**
 * One reason against a command, fit to be shown to a person.
 *
 * @param kind decides the HTTP status
 * @param code stable, kebab-case; clients branch on it
 * @param path the field it is about, as in the request, e.g. {@code graph.nodes[2].duration}; null when none
 * @param message what is wrong, one sentence
 * @param remedy what to do, one sentence
 */
public record Refusal(Kind kind, String code, @Nullable String path, String message, String remedy) {

    /** Kinds of refusal and the HTTP status each becomes. */
    public enum Kind {
        /** 404: unknown, or not visible to the caller. */
        UNKNOWN,
        /** 403: known, but the role may not. */
        FORBIDDEN,
        /** 409: does not fit the present state. */
        CONFLICT,
        /** 412: the caller decided on an older version. */
        STALE,
        /** 422: understood, but against a rule. */
        RULE
    }

    public static Refusal unknown(String code, String message, String remedy) {
        return new Refusal(Kind.UNKNOWN, code, null, message, remedy);
    }

    public static Refusal conflict(String code, String message, String remedy) {
        return new Refusal(Kind.CONFLICT, code, null, message, remedy);
    }

    public static Refusal rule(String code, @Nullable String path, String message, String remedy) {
        return new Refusal(Kind.RULE, code, path, message, remedy);
    }
}
