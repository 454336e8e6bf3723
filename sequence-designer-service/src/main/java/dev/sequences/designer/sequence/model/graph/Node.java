package dev.sequences.designer.sequence.model.graph;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One tile of a graph. Which fields are set depends on the type; {@code next}, {@code yes} and {@code no} end the path where
 * they are null.
 *
 * @param key stable over edits, copies and versions
 * @param type wire name of a {@link NodeType}
 * @param duration ISO-8601 duration of a wait, as drawn
 * @param settings fields that only some types have, by their HTTP names
 * @param drawn names of all fields in the order in which they were drawn, those given as null included, so that the node is
 *     shown again exactly as it was drawn
 */
public record Node(
        String key,
        String type,
        @Nullable String name,
        @Nullable String description,
        @Nullable String templateId,
        @Nullable String duration,
        @Nullable String next,
        @Nullable String yes,
        @Nullable String no,
        Map<String, Object> settings,
        List<String> drawn) {

    public Node {
        drawn = List.copyOf(drawn);
    }

    public Optional<NodeType> kind() {
        return NodeType.named(type);
    }

    boolean in(NodeType.Role role) {
        return kind().map(kind -> kind.role() == role).orElse(false);
    }

    /** The ways on from here: field and key of the following node. */
    Map<String, String> ways() {
        Map<String, String> ways = new LinkedHashMap<>();
        put(ways, "next", next);
        put(ways, "yes", yes);
        put(ways, "no", no);
        return ways;
    }

    private static void put(Map<String, String> ways, String field, @Nullable String target) {
        if (target != null) {
            ways.put(field, target);
        }
    }
}
