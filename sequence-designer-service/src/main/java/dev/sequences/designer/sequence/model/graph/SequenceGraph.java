package dev.sequences.designer.sequence.model.graph;

import dev.sequences.designer.sequence.model.graph.node.DrawnNode;
import dev.sequences.designer.sequence.model.graph.node.Node;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The graph of a draft: nodes and the start node. May be incomplete; {@link GraphCheck} checks whether it can be activated.
 *
 * @param nodes in their original order
 */
public record SequenceGraph(@Nullable String start, List<DrawnNode> nodes) {

    public static final SequenceGraph EMPTY = new SequenceGraph(null, List.of());

    public SequenceGraph {
        nodes = List.copyOf(nodes);
    }

    /** The nodes in their typed form. */
    public Stream<Node> byKind() {
        return nodes.stream().map(Node::of);
    }
}
