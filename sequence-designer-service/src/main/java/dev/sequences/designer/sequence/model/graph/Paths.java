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

/** A graph with its nodes by key, their places in the drawing, and what leads to each of them. */
public final class Paths {

    private final @Nullable String start;
    private final List<Node> nodes;
    private final Map<String, Node> byKey = new LinkedHashMap<>();
    private final Map<String, Integer> position = new HashMap<>();
    private final Map<String, List<Way>> before = new HashMap<>();

    /** A way from a node to the next: {@code next}, {@code yes} or {@code no}. */
    public record Way(Node from, String field) {}

    /** Of two nodes with one key the first counts; the second is a finding of its own. */
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

    /** All nodes, in the order of the drawing. */
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

    /** The ways that lead to the node of this key. */
    public List<Way> before(String key) {
        return before.getOrDefault(key, List.of());
    }

    /** Keys of the nodes that follow, as far as they exist. */
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
