package dev.sequences.designer.support;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sequences.chassis.json.Json;
import dev.sequences.designer.drawing.DraftReader;
import dev.sequences.designer.sequence.model.Draft;
import dev.sequences.designer.sequence.model.context.DraftContext;
import dev.sequences.designer.sequence.model.context.RecordDescription;
import dev.sequences.designer.sequence.model.context.RecordDescription.Field;
import dev.sequences.designer.sequence.model.context.RecordDescription.FieldType;
import dev.sequences.designer.sequence.model.finding.Finding;
import dev.sequences.designer.sequence.model.graph.GraphCheck;
import dev.sequences.designer.sequence.model.graph.SequenceGraph;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Graphs for tests, read in the same way as a request. */
public final class Drawings {

    /** Email, three days, call, meeting. */
    public static final String STORY = """
        {"start": "intro", "nodes": [
          {"key": "intro", "type": "email", "name": "Introduction", "description": "", "templateId": null, "next": "pause"},
          {"key": "pause", "type": "wait", "duration": "P3D", "next": "call"},
          {"key": "call", "type": "phone-call", "name": "First call", "next": "meet"},
          {"key": "meet", "type": "task", "name": "Schedule a meeting", "next": null}]}\
        """;

    private static final RecordDescription IN_A_CITY =
            new RecordDescription("lead", Map.of("city", new Field(FieldType.TEXT, List.of())), Map.of());

    private Drawings() {}

    public static Draft draft(String graph) {
        return DraftReader.read(json("{\"graph\": " + graph + "}"));
    }

    public static SequenceGraph graph(String graph) {
        return draft(graph).graph();
    }

    /** A graph that starts at {@code start}; each node is the text between its braces. */
    public static SequenceGraph graphOf(String start, String... nodes) {
        return graph("{\"start\": \"" + start + "\", \"nodes\": [{" + String.join("}, {", nodes) + "}]}");
    }

    /** The findings about the graph of a sequence for leads whose only described field is the city. */
    public static List<Finding> findings(SequenceGraph graph) {
        return GraphCheck.of(graph, new DraftContext("", IN_A_CITY, Set.of(), Map.of()));
    }

    public static JsonNode json(String text) {
        try {
            return Json.HTTP.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
