package dev.sequences.designer.sequence.model.graph.node;

import dev.sequences.designer.sequence.model.context.DraftContext;
import dev.sequences.designer.sequence.model.finding.Place;
import dev.sequences.designer.sequence.model.reading.Fields;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A call, a task or a LinkedIn action that a seller performs and completes. */
public record SellerStep(NodeHeader head, @Nullable String next) implements Node.Straight {

    static final List<String> FIELDS = List.of("next");

    static SellerStep read(NodeHeader head, Fields fields) {
        return new SellerStep(head, fields.text("next"));
    }

    @Override
    public void check(Place node, DraftContext context) {
        // No fields beyond those common to all nodes.
    }
}
