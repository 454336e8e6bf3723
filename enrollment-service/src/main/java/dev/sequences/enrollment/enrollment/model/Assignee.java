package dev.sequences.enrollment.enrollment.model;

import org.jspecify.annotations.Nullable;

/**
 * The user or team that performs a step.
 *
 * @param type {@value #USER} or {@value #TEAM}
 */
public record Assignee(String type, String id) {

    public static final String USER = "user";
    public static final String TEAM = "team";

    public static Assignee user(String id) {
        return new Assignee(USER, id);
    }

    public static Assignee team(String id) {
        return new Assignee(TEAM, id);
    }

    /** A missing type means a user, as in messages of the CRM. */
    public static Assignee of(@Nullable String type, String id) {
        return new Assignee(type == null ? USER : type, id);
    }
}
