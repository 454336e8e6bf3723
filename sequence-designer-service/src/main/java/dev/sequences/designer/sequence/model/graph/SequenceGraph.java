package dev.sequences.designer.sequence.model.graph;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A drawing: tiles and the one to start with. May be unfinished; {@link GraphCheck} tells whether it can be activated.
 *
 * @param nodes in the order in which they were drawn
 */
public record SequenceGraph(@Nullable String start, List<Node> nodes) {

    public static final SequenceGraph EMPTY = new SequenceGraph(null, List.of());

    public SequenceGraph {
        nodes = List.copyOf(nodes);
    }
}
