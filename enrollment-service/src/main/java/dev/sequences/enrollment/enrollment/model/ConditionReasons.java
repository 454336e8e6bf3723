package dev.sequences.enrollment.enrollment.model;

import dev.sequences.language.condition.Explanation;
import dev.sequences.language.condition.Reason;
import java.util.stream.Collectors;

/** Why a condition on the record holds or not, as one text. */
final class ConditionReasons {

    /** Characters. A condition may have many comparisons. */
    private static final int MAX_LENGTH = 500;

    private ConditionReasons() {}

    static String text(Explanation explanation) {
        if (explanation.reasons().isEmpty()) {
            return explanation.holds() ? "the condition holds" : "the condition does not hold";
        }
        String text =
                explanation.reasons().stream().map(Reason::textWithoutValue).collect(Collectors.joining("; "));
        return text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH) + "...";
    }
}
