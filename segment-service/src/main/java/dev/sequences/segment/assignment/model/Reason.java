package dev.sequences.segment.assignment.model;

import java.util.Locale;
import java.util.Optional;

/** Why a record was not assigned (domain rule 7.12). */
public enum Reason {
    /** No active rule concerns the record. */
    NO_RULE_MATCHES,
    /** No seller meets the target and the conditions of the rule. */
    NO_SELLER_MATCHES,
    /** None of the matching sellers is available in time. */
    NO_AVAILABILITY,
    /** All matching sellers have reached their capacity. */
    NO_CAPACITY,
    /** None of the matching sellers may be assigned records. */
    SELLER_LACKS_PERMISSION,
    /** The record is older than the rule permits. */
    RECORD_TOO_OLD,
    /** Several teams match, and the rule does not choose among them. */
    SEVERAL_TEAMS,
    /** No team with members matches. */
    NO_TEAM,
    /** The record moved between segments, and its new segment does not run rules on a move. */
    RULES_DO_NOT_RUN_ON_MOVE,
    /** The decision could not be made. */
    FAILED;

    /** Returns the code of the API and of events, e.g. {@code no-rule-matches}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns the reason with this code; empty for an unknown one. */
    public static Optional<Reason> of(String code) {
        for (Reason reason : values()) {
            if (reason.code().equals(code)) {
                return Optional.of(reason);
            }
        }
        return Optional.empty();
    }
}
