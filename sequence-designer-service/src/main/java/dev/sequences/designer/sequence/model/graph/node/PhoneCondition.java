package dev.sequences.designer.sequence.model.graph.node;

import static dev.sequences.designer.sequence.model.finding.Finding.quoted;

import dev.sequences.designer.sequence.model.context.DraftContext;
import dev.sequences.designer.sequence.model.finding.Place;
import dev.sequences.designer.sequence.model.reading.Fields;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Branches on the result of the preceding call, evaluated when the call is completed.
 *
 * @param results from the organization's configured list
 */
public record PhoneCondition(
        NodeHeader head,
        List<String> results,
        @Nullable String yes,
        @Nullable String no) implements Node.Fork {

    static final List<String> FIELDS = List.of("results", "yes", "no");

    private static final int MAX_RESULT_LENGTH = 100;

    static PhoneCondition read(NodeHeader head, Fields fields) {
        return new PhoneCondition(head, List.copyOf(fields.texts("results")), fields.text("yes"), fields.text("no"));
    }

    @Override
    public void check(Place node, DraftContext context) {
        Set<String> known = context.callResults();
        if (results.isEmpty()) {
            node.at("results")
                    .error(
                            "call-results-missing",
                            "The condition has no call results to check for.",
                            "Set 'results', e.g. [\"made\", \"received\"].");
        }
        for (int i = 0; i < results.size(); i++) {
            String result = results.get(i);
            Place at = node.at("results[" + i + "]");
            if (result.isBlank() || result.length() > MAX_RESULT_LENGTH) {
                at.error(
                        "call-result-malformed",
                        "The result has " + result.strip().length() + " characters.",
                        "Use 1 to " + MAX_RESULT_LENGTH + " characters.");
            } else if (!known.isEmpty() && !known.contains(result)) {
                at.warning(
                        "call-result-unknown",
                        quoted(result) + " is not a configured call result.",
                        "Use one of: " + String.join(", ", known) + ", or ask an administrator to add it.");
            }
        }
    }
}
