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

/** Orders the nodes of a graph for display: depth first from the start, the yes branch before the no branch. */
final class GraphOrder {

    private GraphOrder() {}

    /** Returns all nodes, unreachable ones last. */
    static List<NodeV1> of(GraphV1 graph) {
        Map<String, NodeV1> remaining = new LinkedHashMap<>();
        graph.nodes().forEach(node -> remaining.put(node.key(), node));
        List<NodeV1> ordered = new ArrayList<>();
        Deque<String> pending = new ArrayDeque<>();
        pending.push(graph.start());
        while (!pending.isEmpty()) {
            NodeV1 node = remaining.remove(pending.pop());
            if (node != null) {
                ordered.add(node);
                // The last pushed node is visited first.
                node.successors().reversed().forEach(next -> push(pending, next));
            }
        }
        ordered.addAll(remaining.values());
        return ordered;
    }

    private static void push(Deque<String> pending, @Nullable String key) {
        if (key != null) {
            pending.push(key);
        }
    }
}
