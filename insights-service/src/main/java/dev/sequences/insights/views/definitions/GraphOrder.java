package dev.sequences.insights.views.definitions;

import dev.sequences.contracts.definition.GraphV1;
import dev.sequences.contracts.definition.NodeV1;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The nodes of a graph in the order of the walk: depth first from the start, the yes branch before the no branch. */
final class GraphOrder {

    private GraphOrder() {}

    /** All nodes, those out of reach at the end. */
    static List<NodeV1> of(GraphV1 graph) {
        Map<String, NodeV1> left = new LinkedHashMap<>();
        graph.nodes().forEach(node -> left.put(node.key(), node));
        List<NodeV1> ordered = new ArrayList<>();
        Deque<String> open = new ArrayDeque<>();
        open.push(graph.start());
        while (!open.isEmpty()) {
            NodeV1 node = left.remove(open.pop());
            if (node != null) {
                ordered.add(node);
                // The node pushed last is visited first.
                node.successors().reversed().forEach(next -> push(open, next));
            }
        }
        ordered.addAll(left.values());
        return ordered;
    }

    private static void push(Deque<String> open, @Nullable String key) {
        if (key != null) {
            open.push(key);
        }
    }
}
