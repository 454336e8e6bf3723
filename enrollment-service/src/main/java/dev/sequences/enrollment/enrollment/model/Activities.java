package dev.sequences.enrollment.enrollment.model;

import java.util.Map;
import java.util.Optional;

/** Maps activity types to the interactions that conditions use. */
final class Activities {

    private static final Map<String, String> INTERACTIONS = Map.of(
            "email-opened", "opened",
            "email-replied", "replied",
            "email-link-clicked", "link-clicked",
            "email-attachment-viewed", "attachment-viewed");

    private Activities() {}

    /** Returns the interaction with an email; empty for every other activity. */
    static Optional<String> interaction(String activityType) {
        return Optional.ofNullable(INTERACTIONS.get(activityType));
    }
}
