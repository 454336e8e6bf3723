package dev.sequences.enrollment.enrollment.model.graph;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Who gets the steps of a version (rule 4.4).
 *
 * @param field of the record, with {@code RECORD_FIELD}
 */
public record AssignTo(Rule rule, @Nullable String field) {

    public static final AssignTo RECORD_OWNER = new AssignTo(Rule.RECORD_OWNER, null);

    /** As the definition names them, in kebab-case. */
    public enum Rule {
        RECORD_OWNER,
        RECORD_FIELD,
        OWNER_TEAM,
        ACCESS_TEAM,
        CURRENT_USER
    }

    /** @throws IllegalArgumentException when this release does not know the rule */
    public static AssignTo of(String rule, @Nullable String field) {
        for (Rule one : Rule.values()) {
            if (one.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(rule)) {
                return new AssignTo(one, field);
            }
        }
        throw new IllegalArgumentException("steps go to " + rule + ", whom this release cannot find");
    }

    /** Whether the fields of the record are asked, and not only who owns it. */
    public boolean asksFields() {
        return rule != Rule.RECORD_OWNER && rule != Rule.CURRENT_USER;
    }
}
