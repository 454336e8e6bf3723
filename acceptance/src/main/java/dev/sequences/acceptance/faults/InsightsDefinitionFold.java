package dev.sequences.acceptance.faults;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequences.contracts.Topics;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sequences in insights computed from the topic: versions, and their nodes in order. */
final class InsightsDefinitionFold {

    private InsightsDefinitionFold() {}

    static Rows definitions(Evidence evidence) {
        Rows rows = new Rows();
        TopicChecks.withoutRepeats(evidence, Topics.DEFINITIONS).forEach((id, events) -> {
            for (TopicRecord event : events) {
                switch (event.type()) {
                    case "sequences.definition.sequence-created.v1" -> {
                        defined(rows.row(id), event);
                        status(rows, event, "inactive");
                        rows.row(id).put("live_version", "0");
                    }
                    case "sequences.definition.sequence-activated.v1" -> {
                        defined(rows.row(id), event);
                        status(rows, event, "active");
                        rows.row(id).put("live_version", event.text("version"));
                    }
                    case "sequences.definition.sequence-renamed.v1" -> {
                        rows.row(id).put("name", event.text("name"));
                        rows.row(id).put("last_sequence", Long.toString(event.sequence()));
                    }
                    case "sequences.definition.sequence-reassigned.v1" -> {
                        rows.row(id).put("owner", event.text("owner"));
                        rows.row(id).put("last_sequence", Long.toString(event.sequence()));
                    }
                    case "sequences.definition.revision-started.v1" -> status(rows, event, "revision");
                    case "sequences.definition.revision-discarded.v1" -> status(rows, event, "active");
                    case "sequences.definition.sequence-deactivated.v1" -> status(rows, event, "inactive");
                    case "sequences.definition.sequence-deleted.v1" -> status(rows, event, "deleted");
                    default -> {
                        // Tags and templates are not shown in insights.
                    }
                }
            }
        });
        return rows;
    }

    private static void defined(Map<String, String> row, TopicRecord event) {
        row.put("name", event.text("name"));
        row.put("record_type", event.text("recordType"));
        row.put("owner", event.text("owner"));
    }

    private static void status(Rows rows, TopicRecord event, String status) {
        rows.row(event.key()).put("status", status);
        rows.row(event.key()).put("last_sequence", Long.toString(event.sequence()));
    }

    static Rows versions(Evidence evidence) {
        Rows rows = new Rows();
        for (TopicRecord event : activations(evidence)) {
            Map<String, String> row = rows.row(event.key() + " " + event.text("version"));
            row.put("activated_at", Fold.time(event).toString());
            row.put("change_description", event.text("changeDescription"));
            row.put("last_sequence", Long.toString(event.sequence()));
        }
        return rows;
    }

    /** The nodes of each version in path order, yes before no, followed by unreachable nodes. */
    static Rows nodes(Evidence evidence) {
        Rows rows = new Rows();
        for (TopicRecord event : activations(evidence)) {
            JsonNode graph = event.field("graph");
            Map<String, JsonNode> left = new LinkedHashMap<>();
            graph.path("nodes").forEach(node -> left.put(node.path("key").asText(), node));
            List<JsonNode> walk = new ArrayList<>();
            walk(graph.path("start").asText(), left, walk);
            walk.addAll(left.values());
            for (int i = 0; i < walk.size(); i++) {
                Map<String, String> row = rows.row(event.key() + " " + event.text("version") + " "
                        + walk.get(i).path("key").asText());
                row.put("position", Integer.toString(i + 1));
                row.put("node_type", walk.get(i).path("type").asText());
                row.put("name", walk.get(i).path("name").asText(""));
            }
        }
        return rows;
    }

    private static void walk(String key, Map<String, JsonNode> left, List<JsonNode> walk) {
        JsonNode node = left.remove(key);
        if (node != null) {
            walk.add(node);
            List.of("yes", "no", "next").forEach(way -> walk(node.path(way).asText(""), left, walk));
        }
    }

    private static List<TopicRecord> activations(Evidence evidence) {
        return TopicChecks.withoutRepeats(evidence, Topics.DEFINITIONS).values().stream()
                .flatMap(List::stream)
                .filter(event -> event.is("sequences.definition.sequence-activated.v1"))
                .toList();
    }
}
