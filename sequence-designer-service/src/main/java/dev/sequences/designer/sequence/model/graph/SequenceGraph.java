package dev.sequences.designer.sequence.model.graph;

import dev.sequences.designer.sequence.model.graph.node.Node;
import dev.sequences.designer.sequence.model.graph.node.Tile;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A drawing: tiles and the one to start with. May be unfinished; {@link GraphCheck} tells whether it can be activated.
 *
 * @param nodes in the order in which they were drawn
 */
public record SequenceGraph(@Nullable String start, List<Tile> nodes) {

    public static final SequenceGraph EMPTY = new SequenceGraph(null, List.of());

    public SequenceGraph {
        nodes = List.copyOf(nodes);
    }

    /** The nodes by their kinds. */
    public Stream<Node> byKind() {
        return nodes.stream().map(Node::of);
    }
}
