package dev.sequences.designer.sequence.model.graph;

import dev.sequences.designer.sequence.model.graph.node.Node;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Index of a graph: nodes by key, their positions and incoming edges. */
public final class Paths {

    private final @Nullable String start;
    private final List<Node> nodes;
    private final Map<String, Node> byKey = new LinkedHashMap<>();
    private final Map<String, Integer> position = new HashMap<>();
    private final Map<String, List<Way>> before = new HashMap<>();

    /** An edge to the next node: {@code next}, {@code yes} or {@code no}. */
    public record Way(Node from, String field) {}

    /** The first of two nodes with the same key counts; the second is reported separately. */
    public Paths(SequenceGraph graph) {
        this.start = graph.start();
        this.nodes = graph.byKind().toList();
        for (int i = 0; i < nodes.size(); i++) {
            byKey.putIfAbsent(nodes.get(i).key(), nodes.get(i));
            position.putIfAbsent(nodes.get(i).key(), i);
        }
        for (Node node : byKey.values()) {
            node.ways().forEach((field, target) -> before.computeIfAbsent(target, key -> new ArrayList<>())
                    .add(new Way(node, field)));
        }
    }

    public @Nullable String start() {
        return start;
    }

    /** All nodes, in their original order. */
    public List<Node> nodes() {
        return nodes;
    }

    public Collection<String> keys() {
        return byKey.keySet();
    }

    public Optional<Node> node(@Nullable String key) {
        return key == null ? Optional.empty() : Optional.ofNullable(byKey.get(key));
    }

    public boolean isStart(Node node) {
        return node.key().equals(start);
    }

    /** Incoming edges of the node with this key. */
    public List<Way> before(String key) {
        return before.getOrDefault(key, List.of());
    }

    /** Keys of the existing successors. */
    Collection<String> after(String key) {
        Node node = byKey.get(key);
        return node == null
                ? List.of()
                : node.ways().values().stream().filter(byKey::containsKey).toList();
    }

    /** Path of the node in the draft. */
    String pathOf(String key) {
        return pathOf(position.getOrDefault(key, 0));
    }

    static String pathOf(int node) {
        return "graph.nodes[" + node + "]";
    }
}
