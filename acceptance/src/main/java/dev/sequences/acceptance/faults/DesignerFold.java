package dev.sequences.acceptance.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/** The designer's library computed from its log in global order: a deleted tag is removed from all sequences. */
final class DesignerFold {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String DRAFT = "draft|/graph";
    private static final String LIVE_DRAFT = "live_draft|/graph";

    /** Columns of the search besides the words, as in the catalogue. */
    private static final List<String> FOLLOWED = List.of(
            "tags",
            "status",
            "record_type",
            "live_version",
            "owner_type",
            "owner",
            "business_unit",
            "created_at",
            "changed_at");

    /** Columns shown on the card of a sequence. */
    private static final Map<String, String> CARD = Map.of(
            "name", "name",
            "description", "description",
            "record_type", "recordType",
            "status", "status",
            "live_version", "version",
            "owner_type", "ownerType",
            "owner", "owner",
            "business_unit", "businessUnit",
            "created_at", "createdAt",
            "changed_at", "changedAt");

    private static final String TEMPLATE = "template:";

    /** Longer ids are not ids of message templates. */
    private static final int MAX_REFERENCE = 100;

    private DesignerFold() {}

    static Rows catalogue(Evidence evidence) {
        Rows rows = new Rows();
        for (LogEvent event : evidence.logOf("designer")) {
            if (event.storedName().equals("tag.deleted")) {
                rows.asMap().values().forEach(row -> untag(row, event.text("/id")));
            } else if (event.storedName().startsWith("sequence.")) {
                sequence(rows, event);
            }
        }
        rows.asMap().forEach((id, row) -> {
            row.put("card|/id", id);
            CARD.forEach((column, field) -> row.put("card|/" + field, row.getOrDefault(column, "")));
        });
        return rows;
    }

    private static void sequence(Rows rows, LogEvent event) {
        Map<String, String> row = rows.row(event.aggregateId());
        row.put("stream_version", Long.toString(event.sequence() + 1));
        row.put("changed_at", event.at().toString());
        switch (event.storedName()) {
            case "sequence.created" -> {
                named(row, event);
                row.put("record_type", event.text("/recordType"));
                row.put("status", "inactive");
                row.put("live_version", "0");
                row.put("owner_type", "user");
                row.put("owner", event.text("/owner"));
                row.put("business_unit", event.text("/businessUnit"));
                String copiedFrom = event.text("/copiedFrom");
                row.put("template_id", copiedFrom.startsWith(TEMPLATE) ? copiedFrom.substring(TEMPLATE.length()) : "");
                row.put("tags", "[]");
                row.put(DRAFT, graph(event.payload().path("draft")));
                row.put(LIVE_DRAFT, "");
                row.put("created_at", event.at().toString());
            }
            case "sequence.draft-changed" ->
                row.put(DRAFT, graph(event.payload().path("draft")));
            case "sequence.renamed" -> named(row, event);
            case "sequence.activated" -> {
                row.put("status", "active");
                row.put("live_version", event.text("/version"));
                row.put(DRAFT, graph(event.payload().path("frozen")));
                row.put(LIVE_DRAFT, graph(event.payload().path("frozen")));
            }
            case "sequence.deactivated" -> row.put("status", "inactive");
            case "sequence.revision-started" -> row.put("status", "revision");
            case "sequence.revision-discarded" -> {
                row.put("status", "active");
                row.put(DRAFT, row.getOrDefault(LIVE_DRAFT, ""));
            }
            case "sequence.reassigned" -> {
                row.put("owner_type", event.text("/ownerType"));
                row.put("owner", event.text("/owner"));
            }
            case "sequence.tagged" ->
                row.put("tags", event.payload().path("tagIds").toString());
            case "sequence.deleted" -> rows.remove(event.aggregateId());
            default -> rows.unexplained(event);
        }
    }

    private static void named(Map<String, String> row, LogEvent event) {
        row.put("name", event.text("/name"));
        row.put("description", event.text("/description"));
    }

    private static void untag(Map<String, String> row, String tag) {
        String tags = row.getOrDefault("tags", "[]");
        String quoted = JSON.textNode(tag).toString();
        row.put("tags", tags.replace(quoted + ",", "").replace("," + quoted, "").replace(quoted, ""));
    }

    /** A node as drawn: its fields in their order, null if no value was given. */
    private static String graph(JsonNode draft) {
        ObjectNode graph = JSON.objectNode();
        graph.set("start", draft.at("/graph/start").isMissingNode() ? JSON.nullNode() : draft.at("/graph/start"));
        ArrayNode nodes = graph.putArray("nodes");
        for (JsonNode tile : draft.at("/graph/nodes")) {
            ObjectNode node = nodes.addObject();
            for (JsonNode drawn : tile.path("drawn")) {
                String field = drawn.asText();
                JsonNode value = field.equals("key") || field.equals("type")
                        ? tile.path(field)
                        : tile.path("fields").path(field);
                node.set(field, value.isMissingNode() ? JSON.nullNode() : value);
            }
        }
        return graph.toString();
    }

    /** The searched text: names and descriptions, and the templates that a draft refers to. */
    static Rows search(Evidence evidence) {
        Rows rows = new Rows();
        for (LogEvent event : Fold.streams(evidence, "designer", "sequence")) {
            String id = event.aggregateId();
            switch (event.storedName()) {
                case "sequence.created", "sequence.renamed" -> {
                    String description = event.text("/description");
                    boolean described = event.payload().hasNonNull("description");
                    rows.row(id)
                            .put(
                                    "words",
                                    (event.text("/name") + (described ? "\n" + description : ""))
                                            .toLowerCase(Locale.ROOT));
                    if (event.storedName().equals("sequence.created")) {
                        rows.row(id)
                                .put("set:templates", templates(event.payload().path("draft")));
                    }
                }
                case "sequence.draft-changed" ->
                    rows.row(id).put("set:templates", templates(event.payload().path("draft")));
                case "sequence.activated" ->
                    rows.row(id).put("live", templates(event.payload().path("frozen")));
                case "sequence.revision-discarded" ->
                    rows.row(id).put("set:templates", rows.row(id).getOrDefault("live", "[]"));
                case "sequence.deleted" -> rows.remove(id);
                default -> {
                    // Not searched; the catalogue reports unknown events.
                }
            }
        }
        Rows catalogue = catalogue(evidence);
        rows.asMap().forEach((id, row) -> {
            row.remove("live");
            Map<String, String> listed = catalogue.row(id);
            row.put("name_order", listed.getOrDefault("name", "").toLowerCase(Locale.ROOT));
            FOLLOWED.forEach(column -> row.put(column, listed.getOrDefault(column, "")));
        });
        return rows;
    }

    private static String templates(JsonNode draft) {
        TreeSet<String> templates = new TreeSet<>();
        draft.findValues("templateId").stream()
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .filter(id -> id.codePointCount(0, id.length()) <= MAX_REFERENCE)
                .forEach(templates::add);
        ArrayNode array = JSON.arrayNode();
        templates.forEach(array::add);
        return array.toString();
    }

    static Rows versions(Evidence evidence) {
        Rows rows = new Rows();
        for (LogEvent event : Fold.streams(evidence, "designer", "sequence")) {
            if (event.storedName().equals("sequence.activated")) {
                Map<String, String> row = rows.row(event.aggregateId() + " " + event.text("/version"));
                named(row, event);
                row.put("change_description", event.text("/changeDescription"));
                row.put("definition|/graph", graph(event.payload().path("frozen")));
                row.put("activated_at", event.at().toString());
            } else if (event.storedName().equals("sequence.deleted")) {
                rows.asMap().keySet().removeIf(key -> key.startsWith(event.aggregateId() + " "));
            }
        }
        return rows;
    }

    static Rows tags(Evidence evidence) {
        Rows rows = new Rows();
        for (LogEvent event : Fold.streams(evidence, "designer", "tag")) {
            String id = event.text("/id");
            switch (event.storedName()) {
                case "tag.added" -> {
                    rows.row(id).put("name", event.text("/name"));
                    rows.row(id).put("parent_id", event.text("/parentId"));
                }
                case "tag.renamed" -> rows.row(id).put("name", event.text("/name"));
                case "tag.moved" -> rows.row(id).put("parent_id", event.text("/parentId"));
                case "tag.deleted" -> {
                    rows.remove(id);
                    rows.asMap().values().stream()
                            .filter(child -> id.equals(child.get("parent_id")))
                            .forEach(child -> child.put("parent_id", event.text("/parentId")));
                }
                default -> rows.unexplained(event);
            }
        }
        return rows;
    }

    static Rows holidayCalendars(Evidence evidence) {
        Rows rows = new Rows();
        for (LogEvent event : Fold.streams(evidence, "designer", "holiday-calendar")) {
            String id = event.text("/id");
            Map<String, String> row = rows.row(id);
            row.put("stream_version", Long.toString(event.sequence() + 1));
            row.put("changed_at", event.at().toString());
            switch (event.storedName()) {
                case "holiday-calendar.created" -> {
                    closed(row, event);
                    row.put("created_at", event.at().toString());
                }
                case "holiday-calendar.changed" -> closed(row, event);
                case "holiday-calendar.deleted" -> rows.remove(id);
                default -> rows.unexplained(event);
            }
        }
        return rows;
    }

    private static void closed(Map<String, String> row, LogEvent event) {
        JsonNode holidays = event.payload().at("/properties/holidays");
        row.put("name", event.text("/properties/name"));
        row.put("description", event.text("/properties/description"));
        row.put("days", Integer.toString(holidays.size()));
        row.put("holidays|", holidays.toString());
    }

    static Rows messageTemplates(Evidence evidence) {
        Rows rows = new Rows();
        for (LogEvent event : Fold.streams(evidence, "designer", "message-template")) {
            Map<String, String> row = rows.row(event.aggregateId());
            row.put("stream_version", Long.toString(event.sequence() + 1));
            row.put("changed_at", event.at().toString());
            switch (event.storedName()) {
                case "message-template.created" -> {
                    written(row, event);
                    row.put("owner", event.text("/owner"));
                    row.put("created_at", event.at().toString());
                }
                case "message-template.changed" -> written(row, event);
                case "message-template.deleted" -> rows.remove(event.aggregateId());
                default -> rows.unexplained(event);
            }
        }
        return rows;
    }

    private static void written(Map<String, String> row, LogEvent event) {
        JsonNode properties = event.payload().path("properties");
        Map<String, String> columns = new LinkedHashMap<>(Map.of(
                "name", "name",
                "description", "description",
                "channel", "channel",
                "record_type", "recordType",
                "default_language", "defaultLanguage"));
        columns.forEach(
                (column, field) -> row.put(column, properties.path(field).asText("")));
        row.put("contents|", properties.path("contents").toString());
        ArrayNode languages = JSON.arrayNode();
        properties.path("contents").fieldNames().forEachRemaining(languages::add);
        row.put("set:languages", languages.toString());
    }
}
