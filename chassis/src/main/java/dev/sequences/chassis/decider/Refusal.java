package dev.sequences.chassis.decider;

import org.jspecify.annotations.Nullable;

/**
 * One reason to refuse a command, written for end users.
 *
 * @param kind determines the HTTP status
 * @param code stable, kebab-case; clients branch on it
 * @param path the field of the request, e.g. {@code graph.nodes[2].duration}; null if no field applies
 * @param message what is wrong, one sentence
 * @param remedy how to correct it, one sentence
 */
public record Refusal(Kind kind, String code, @Nullable String path, String message, String remedy) {

    /** Kinds of refusal with their HTTP status. */
    public enum Kind {
        /** 404: does not exist, or is not visible to the caller. */
        UNKNOWN,
        /** 403: the caller's role does not permit it. */
        FORBIDDEN,
        /** 409: the current state does not permit it. */
        CONFLICT,
        /** 412: the caller's version is outdated. */
        STALE,
        /** 422: violates a rule. */
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
