package dev.sequences.enrollment.enrollment.model.graph;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The rule of a version that assigns its steps (rule 4.4).
 *
 * @param field of the record, for {@code RECORD_FIELD}
 */
public record AssignTo(Rule rule, @Nullable String field) {

    public static final AssignTo RECORD_OWNER = new AssignTo(Rule.RECORD_OWNER, null);

    /** Named in kebab-case in definitions. */
    public enum Rule {
        RECORD_OWNER,
        RECORD_FIELD,
        OWNER_TEAM,
        ACCESS_TEAM,
        CURRENT_USER
    }

    /** @throws IllegalArgumentException when this release does not support the rule */
    public static AssignTo of(String rule, @Nullable String field) {
        for (Rule one : Rule.values()) {
            if (one.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(rule)) {
                return new AssignTo(one, field);
            }
        }
        throw new IllegalArgumentException("the assignment rule " + rule + " is not supported");
    }

    /** Returns whether the rule needs the record's fields and not only its owner. */
    public boolean usesFields() {
        return rule != Rule.RECORD_OWNER && rule != Rule.CURRENT_USER;
    }
}
