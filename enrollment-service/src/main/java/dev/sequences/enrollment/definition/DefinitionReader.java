package dev.sequences.enrollment.definition;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequences.chassis.json.Json;
import dev.sequences.enrollment.enrollment.model.graph.AssignTo;
import dev.sequences.enrollment.enrollment.model.graph.Graph;
import dev.sequences.enrollment.enrollment.model.graph.Graph.Exit;
import dev.sequences.enrollment.enrollment.model.graph.Node;
import dev.sequences.enrollment.enrollment.model.graph.RecordCondition;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a definition as it was published, and as it is kept: its graph, exit criteria, settings, and who gets the steps;
 * definitions that were kept earlier do not say that, since it was always the record's owner. What this release cannot
 * execute is refused here, visibly, instead of stranding records half way.
 */
public final class DefinitionReader {

    private static final Map<String, String> EXITS = Map.of(
            "reply",
            "email-replied",
            "bounce",
            "email-bounced",
            "opt-out",
            "opt-out",
            "meeting-booked",
            "meeting-booked");

    private static final Set<String> STEPS = Set.of(
            "email",
            "text-message",
            "phone-call",
            "task",
            "linkedin-research",
            "linkedin-introduction",
            "linkedin-connect",
            "linkedin-inmail");

    private static final Set<String> ON_MISSING = Set.of("take-no", "take-yes", "error");

    private DefinitionReader() {}

    /** @throws IllegalArgumentException when it cannot be executed, with the reason */
    public static Graph read(String definition) {
        JsonNode json = Json.read(definition, JsonNode.class);
        Map<String, Node> nodes = new LinkedHashMap<>();
        json.path("graph")
                .path("nodes")
                .forEach(node -> nodes.put(node.path("key").asText(), node(node)));
        List<Exit> exits = new ArrayList<>();
        json.path("exitCriteria").forEach(criterion -> exits.add(exit(criterion)));
        AssignTo assignTo = json.hasNonNull("assignTo")
                ? AssignTo.of(json.path("assignTo").asText(), text(json, "assignToField"))
                : AssignTo.RECORD_OWNER;
        return new Graph(json.path("graph").path("start").asText(), nodes, exits, assignTo)
                .with(SettingsReader.read(json));
    }

    private static Exit exit(JsonNode criterion) {
        String on = criterion.path("on").asText();
        return switch (on) {
            case "field-condition" -> new Exit(on, null, condition(criterion.path("when")));
            case "stage" ->
                new Exit(on, null, Node.stage(criterion.path("process").asText(), texts(criterion.path("stages"))));
            // A closed record leaves in any case.
            case "record-closed" -> new Exit(on, null, null);
            default -> {
                String activity = EXITS.get(on);
                if (activity == null) {
                    throw new IllegalArgumentException(
                            "records leave on " + on + ", which this release does not watch for");
                }
                yield new Exit(on, activity, null);
            }
        };
    }

    private static Node node(JsonNode node) {
        String key = node.path("key").asText();
        String type = node.path("type").asText();
        String name = node.path("name").asText(key);
        @Nullable String next = text(node, "next");
        @Nullable String yes = text(node, "yes");
        @Nullable String no = text(node, "no");
        return switch (type) {
            case "wait" -> new Node.Wait(key, duration(node.path("duration"), key), next);
            case "automated-email", "automated-text-message" ->
                new Node.Message(key, type, name, node.path("templateId").asText(), text(node, "language"), next);
            case "ab-test" -> abTest(key, name, node.path("abTest"), next);
            case "email-condition" -> {
                JsonNode set = node.path("emailCondition");
                yield new Node.EmailCondition(
                        key,
                        Set.copyOf(texts(set.path("interactions"))),
                        set.path("match").asText().equals("all"),
                        duration(set.path("within"), key),
                        set.path("immediately").asBoolean(),
                        yes,
                        no);
            }
            case "phone-condition" ->
                new Node.PhoneCondition(
                        key, Set.copyOf(texts(node.path("phoneCondition").path("results"))), yes, no);
            case "field-condition" -> {
                JsonNode set = node.path("fieldCondition");
                yield new Node.FieldCondition(key, condition(set.path("when")), onMissing(set, key), yes, no);
            }
            case "stage-condition" -> {
                JsonNode set = node.path("stageCondition");
                RecordCondition stage = Node.stage(set.path("process").asText(), texts(set.path("stages")));
                yield new Node.FieldCondition(key, stage, onMissing(set, key), yes, no);
            }
            case "event-wait" -> {
                JsonNode set = node.path("eventWait");
                yield new Node.EventWait(key, set.path("event").asText(), duration(set.path("within"), key), yes, no);
            }
            case "update-field" -> {
                JsonNode set = node.path("updateField");
                yield new Node.UpdateField(
                        key,
                        set.path("field").asText(),
                        set.hasNonNull("value") ? value(set.path("value")) : null,
                        text(set, "ownerType"),
                        text(set, "ownerId"),
                        next);
            }
            case "advance" ->
                new Node.Advance(key, node.path("advance").path("sequenceId").asText());
            default -> {
                if (!STEPS.contains(type)) {
                    throw new IllegalArgumentException(
                            "node " + key + " has the type " + type + ", which this release cannot execute");
                }
                yield new Node.Step(key, type, name, text(node, "description"), text(node, "templateId"), next);
            }
        };
    }

    private static Node abTest(String key, String name, JsonNode test, @Nullable String next) {
        return new Node.AbTest(
                key,
                name,
                abVersion(test.path("a")),
                abVersion(test.path("b")),
                test.path("shareOfA").asInt(),
                test.path("winningMetric").asText(),
                test.hasNonNull("endsAt") ? Instant.parse(test.path("endsAt").asText()) : null,
                test.path("defaultVersion").asText(),
                next);
    }

    private static Node.AbTest.Version abVersion(JsonNode version) {
        return new Node.AbTest.Version(version.path("templateId").asText(), text(version, "language"));
    }

    private static String onMissing(JsonNode settings, String key) {
        String wanted = settings.path("onMissing").asText();
        if (!ON_MISSING.contains(wanted)) {
            throw new IllegalArgumentException(
                    "node " + key + " wants " + wanted + " for a missing field, which this release cannot execute");
        }
        return wanted;
    }

    private static RecordCondition condition(JsonNode drawn) {
        if (drawn.hasNonNull("all")) {
            return related(drawn, new RecordCondition.All(parts(drawn.path("all"))));
        }
        if (drawn.hasNonNull("any")) {
            return related(drawn, new RecordCondition.Any(parts(drawn.path("any"))));
        }
        List<Object> values = new ArrayList<>();
        JsonNode value = drawn.path("value");
        if (value.isArray()) {
            value.forEach(one -> values.add(value(one)));
        } else if (drawn.hasNonNull("value")) {
            values.add(value(value));
        }
        return new RecordCondition.Leaf(
                drawn.path("field").asText(), drawn.path("op").asText(), List.copyOf(values));
    }

    private static RecordCondition related(JsonNode drawn, RecordCondition group) {
        if (!drawn.hasNonNull("related")) {
            return group;
        }
        if (group.relations().findAny().isPresent()) {
            throw new IllegalArgumentException(
                    "a condition asks a record that is related to a related one, which this release does not look for");
        }
        return new RecordCondition.Related(drawn.path("related").asText(), group);
    }

    private static List<RecordCondition> parts(JsonNode list) {
        List<RecordCondition> parts = new ArrayList<>();
        list.forEach(part -> parts.add(condition(part)));
        return List.copyOf(parts);
    }

    private static Object value(JsonNode value) {
        return value.isBoolean() ? value.asBoolean() : value.isNumber() ? value.decimalValue() : value.asText();
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(one -> texts.add(one.asText()));
        return texts;
    }

    private static @Nullable String text(JsonNode node, String field) {
        return node.hasNonNull(field) ? node.path(field).asText() : null;
    }

    private static Duration duration(JsonNode text, String key) {
        try {
            return Duration.parse(text.asText());
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("node " + key + " has no readable duration", e);
        }
    }
}
