package dev.sequences.enrollment.enrollment.model.walk;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The frozen graph of one version: immutable, shared by all enrollments that walk it. */
public record Graph(String start, Map<String, Node> nodes) {

    public Graph {
        nodes = Map.copyOf(nodes);
    }

    /** The node of this key; empty at the end of a path. */
    public Optional<Node> node(@Nullable String key) {
        return key == null ? Optional.empty() : Optional.ofNullable(nodes.get(key));
    }

    /** What follows the node of this key; empty at the end of its path. */
    public Optional<Node> after(String key) {
        return node(key).flatMap(node -> switch (node) {
            case Node.Step step -> node(step.next());
            case Node.Wait pause -> node(pause.next());
        });
    }
}
