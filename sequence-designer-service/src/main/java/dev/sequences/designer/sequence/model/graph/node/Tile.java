package dev.sequences.designer.sequence.model.graph.node;

import java.util.List;
import java.util.Map;

/**
 * One node as it was drawn, which is also how it is stored: a kind may get more fields and old drawings stay what they are.
 *
 * @param key stable over edits, copies and versions
 * @param type wire name of a {@link NodeType}
 * @param fields every other field by its name: texts, numbers, booleans, lists and maps of them
 * @param drawn names of all fields in the order in which they were drawn, those given as null included, so that the node is
 *     shown again exactly as it was drawn
 */
public record Tile(String key, String type, Map<String, Object> fields, List<String> drawn) {

    public Tile {
        drawn = List.copyOf(drawn);
    }
}
