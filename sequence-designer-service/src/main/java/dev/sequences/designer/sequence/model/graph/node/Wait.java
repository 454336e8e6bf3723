package dev.sequences.designer.sequence.model.graph.node;

import static dev.sequences.designer.sequence.model.finding.Finding.quoted;

import dev.sequences.designer.sequence.model.context.DraftContext;
import dev.sequences.designer.sequence.model.finding.Place;
import dev.sequences.designer.sequence.model.reading.Fields;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An interval between two nodes.
 *
 * @param duration ISO-8601 duration, as drawn
 */
public record Wait(
        NodeHeader head,
        @Nullable String duration,
        @Nullable String next) implements Node.Straight {

    static final List<String> FIELDS = List.of("duration", "next");

    static Wait read(NodeHeader head, Fields fields) {
        return new Wait(head, fields.text("duration"), fields.text("next"));
    }

    @Override
    public void check(Place node, DraftContext context) {
        if (next == null) {
            node.at("next")
                    .error(
                            "wait-last",
                            "The wait " + quoted(key()) + " is the last node of its path; nothing follows it.",
                            "Remove the wait or add a step after it.");
        }
        DurationCheck.check(
                duration,
                node.at("duration"),
                new DurationCheck.Words("wait-duration", "The wait has no duration.", "The wait of"),
                context);
    }
}
