package dev.sequences.designer.drawing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequences.chassis.json.Json;
import dev.sequences.designer.sequence.model.graph.node.DrawnNode;
import dev.sequences.designer.sequence.model.graph.node.Node;
import dev.sequences.designer.sequence.model.graph.node.NodeType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the key and type of a node and delegates its other fields to the node type. */
final class NodeReader {

    private final FormatErrors errors;

    NodeReader(FormatErrors errors) {
        this.errors = errors;
    }

    /** Empty if errors leave no usable node. */
    Optional<DrawnNode> read(JsonNode node, String path) {
        if (!node.isObject()) {
            errors.wrongType(path, "an object with 'key' and 'type'", node);
            return Optional.empty();
        }
        String key = required(node, "key", path);
        String type = required(node, "type", path);
        if (key == null || type == null) {
            return Optional.empty();
        }
        Optional<NodeType> kind = NodeType.ofWireName(type);
        if (kind.isEmpty()) {
            errors.add(
                    "node-type-unknown",
                    path + ".type",
                    "Unknown node type " + FormatErrors.quoted(type) + ".",
                    "Use one of: " + NodeType.wireNames() + ".");
            return Optional.empty();
        }
        List<String> drawn = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        Map<String, Object> fields = new LinkedHashMap<>();
        node.properties().forEach(field -> {
            String name = field.getKey();
            if (!kind.get().hasField(name)) {
                unknown.add(name);
                return;
            }
            drawn.add(name);
            if (!name.equals("key") && !name.equals("type") && !field.getValue().isNull()) {
                errors.checkPlain(field.getValue(), path + "." + name);
                fields.put(name, Json.MAPPER.convertValue(field.getValue(), Object.class));
            }
        });
        DrawnNode tile = new DrawnNode(key, type, fields, drawn);
        Node.read(tile, errors.collectorAt(path));
        unknown.forEach(name -> errors.unknownField(path, name, "Nodes of type '" + type + "' have no field"));
        return Optional.of(tile);
    }

    private @Nullable String required(JsonNode node, String field, String path) {
        JsonNode value = node.get(field);
        if (value == null || value.isNull()) {
            errors.missing(path + "." + field);
            return null;
        }
        return errors.text(value, path + "." + field);
    }
}
