package dev.sequences.designer.sequence.model.graph.node;

import dev.sequences.designer.sequence.model.finding.Place;
import dev.sequences.designer.sequence.model.reading.Fields;
import dev.sequences.designer.sequence.model.surroundings.Surroundings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A call, a task or an act on LinkedIn: a seller does it and says so. */
public record SellerStep(Head head, @Nullable String next) implements Node.Straight {

    static final List<String> FIELDS = List.of("next");

    static SellerStep read(Head head, Fields fields) {
        return new SellerStep(head, fields.text("next"));
    }

    @Override
    public void check(Place node, Surroundings surroundings) {
        // Has nothing but what all nodes have.
    }
}
