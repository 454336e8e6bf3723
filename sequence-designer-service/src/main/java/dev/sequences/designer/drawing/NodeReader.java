package dev.sequences.designer.drawing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequences.chassis.json.Json;
import dev.sequences.designer.sequence.model.graph.Node;
import dev.sequences.designer.sequence.model.graph.NodeType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads one node. */
final class NodeReader {

    private static final Set<String> TEXTS =
            Set.of("key", "type", "name", "description", "templateId", "duration", "next", "yes", "no");

    private final Complaints complaints;

    NodeReader(Complaints complaints) {
        this.complaints = complaints;
    }

    /** Empty when there was something to complain about that leaves no node. */
    Optional<Node> read(JsonNode node, String path) {
        if (!node.isObject()) {
            complaints.wrongType(path, "an object with 'key' and 'type'", node);
            return Optional.empty();
        }
        Map<String, @Nullable String> texts = new LinkedHashMap<>();
        TEXTS.forEach(field -> texts.put(field, complaints.text(node.get(field), path + "." + field)));
        String key = texts.get("key");
        String type = texts.get("type");
        if (key == null && !isPresent(node, "key")) {
            complaints.missing(path + ".key");
        }
        if (type == null && !isPresent(node, "type")) {
            complaints.missing(path + ".type");
        }
        if (key == null || type == null) {
            return Optional.empty();
        }
        Optional<NodeType> kind = NodeType.named(type);
        if (kind.isEmpty()) {
            complaints.add(
                    "node-type-unknown",
                    path + ".type",
                    "There are no nodes of type " + Complaints.quoted(type) + ".",
                    "Use one of: "
                            + Arrays.stream(NodeType.values())
                                    .map(NodeType::wireName)
                                    .collect(Collectors.joining(", ")) + ".");
            return Optional.empty();
        }
        List<String> drawn = new ArrayList<>();
        Map<String, Object> settings = new LinkedHashMap<>();
        node.properties().forEach(field -> {
            String name = field.getKey();
            if (!kind.get().hasField(name)) {
                complaints.unknownField(path, name, "A node of type '" + type + "' has no field");
                return;
            }
            drawn.add(name);
            if (!TEXTS.contains(name) && !field.getValue().isNull()) {
                complaints.checkPlain(field.getValue(), path + "." + name);
                settings.put(name, Json.MAPPER.convertValue(field.getValue(), Object.class));
            }
        });
        return Optional.of(new Node(
                key,
                type,
                texts.get("name"),
                texts.get("description"),
                texts.get("templateId"),
                texts.get("duration"),
                texts.get("next"),
                texts.get("yes"),
                texts.get("no"),
                settings,
                drawn));
    }

    private static boolean isPresent(JsonNode node, String field) {
        JsonNode value = node.get(field);
        return value != null && !value.isNull();
    }
}
