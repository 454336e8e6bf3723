package dev.sequences.segment.assignment.model;

import java.util.Locale;
import java.util.Optional;

/** Whom a rule assigns records to. */
public enum Target {
    ANY_SELLER,
    SELLERS,
    MATCHING_SELLERS,
    TEAMS,
    MATCHING_TEAMS;

    /** Returns the code of the API, e.g. {@code any-seller}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns the target with this code; empty for an unknown one. */
    public static Optional<Target> of(String code) {
        for (Target target : values()) {
            if (target.code().equals(code)) {
                return Optional.of(target);
            }
        }
        return Optional.empty();
    }

    public boolean isTeam() {
        return this == TEAMS || this == MATCHING_TEAMS;
    }
}
