package dev.sequences.designer.sequence.model.graph.node;

import java.util.List;
import java.util.Map;

/**
 * The stored form of a node: its key, type and the fields as drawn. {@link Node} is the typed form. Storing what was drawn keeps
 * old definitions readable when a type gets new fields.
 *
 * @param key stable across edits, copies and versions
 * @param type API name of a {@link NodeType}
 * @param fields all other fields by name: texts, numbers, booleans, lists and maps of them
 * @param drawn names of all fields in their original order, including null fields, so that the node is returned exactly as it was
 *     sent
 */
public record DrawnNode(String key, String type, Map<String, Object> fields, List<String> drawn) {

    public DrawnNode {
        drawn = List.copyOf(drawn);
    }
}
