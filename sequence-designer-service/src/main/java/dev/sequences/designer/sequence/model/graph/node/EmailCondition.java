package dev.sequences.designer.sequence.model.graph.node;

import dev.sequences.designer.sequence.model.context.DraftContext;
import dev.sequences.designer.sequence.model.finding.Place;
import dev.sequences.designer.sequence.model.reading.Fields;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Branches on whether the customer interacted with the preceding email.
 *
 * @param interactions the interactions that count
 * @param match {@code all} of them, or {@code any}
 * @param within time limit, as drawn
 * @param immediately whether the yes path starts at the interaction instead of at the end of the time limit
 * @param given whether {@code immediately} was set
 */
public record EmailCondition(
        NodeHeader head,
        List<String> interactions,
        String match,
        @Nullable String within,
        boolean immediately,
        boolean given,
        @Nullable String yes,
        @Nullable String no)
        implements Node.Fork {

    static final List<String> FIELDS = List.of("interactions", "match", "within", "immediately", "yes", "no");

    private static final List<String> INTERACTIONS = List.of("opened", "replied", "link-clicked", "attachment-viewed");

    static EmailCondition read(NodeHeader head, Fields fields) {
        return new EmailCondition(
                head,
                fields.choices("interactions", INTERACTIONS),
                fields.choice("match", List.of("all", "any"), "any"),
                fields.text("within"),
                fields.flag("immediately"),
                fields.raw("immediately") != null,
                fields.text("yes"),
                fields.text("no"));
    }

    @Override
    public void check(Place node, DraftContext context) {
        if (interactions.isEmpty()) {
            node.at("interactions")
                    .error(
                            "interactions-missing",
                            "The condition has no interaction to check for.",
                            "Set 'interactions' to one or more of: " + String.join(", ", INTERACTIONS) + ".");
        } else if (new HashSet<>(interactions).size() < interactions.size()) {
            node.at("interactions").warning("value-repeated", "An interaction is listed twice.", "List each one once.");
        }
        if (!given) {
            node.at("immediately")
                    .warning(
                            "immediately-not-said",
                            "'immediately' is not set: the yes path starts only after the time limit.",
                            "Set 'immediately' to true to start the yes path at once, or to false to confirm the"
                                    + " wait.");
        }
        DurationCheck.check(
                within,
                node.at("within"),
                new DurationCheck.Words("time-limit", "The condition has no time limit.", "The time limit of"),
                context);
    }
}
