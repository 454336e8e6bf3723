package dev.sequences.designer.drawing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequences.chassis.answer.Problem;
import dev.sequences.designer.sequence.model.Draft;
import dev.sequences.designer.sequence.model.context.DraftLimits;
import dev.sequences.designer.sequence.model.graph.SequenceGraph;
import dev.sequences.designer.sequence.model.graph.node.DrawnNode;
import dev.sequences.designer.sequence.model.settings.DailyCaps;
import dev.sequences.designer.sequence.model.settings.SendWindow;
import dev.sequences.designer.sequence.model.settings.TimeZoneRule;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a draft from a request. Drafts may be incomplete, so only the format of each field is checked and all errors are reported
 * at once; {@code DraftCheck} checks whether a draft can be activated.
 */
public final class DraftReader {

    /** Maximum number of nodes of a draft; far above the limit for activation, so that an oversized draft can be edited. */
    static final int MAX_NODES = 400;

    /** Size limit of a definition as published, so that it fits into one message. */
    static final int MAX_BYTES = 2_000_000;

    private static final Set<String> FIELDS = Set.of(
            "graph",
            "exitCriteria",
            "skipNonWorkingDays",
            "assignTo",
            "assignToField",
            "sendWindow",
            "timeZone",
            "holidayCalendar",
            "dailyCaps");

    private final FormatErrors errors = new FormatErrors();

    private DraftReader() {}

    /** Reads the draft from {@code body}; throws a {@link Problem} that lists all errors. */
    public static Draft read(@Nullable JsonNode body) {
        DraftReader reader = new DraftReader();
        Draft draft = reader.draft(body);
        reader.errors.raise();
        return draft;
    }

    /** Like {@link #read(JsonNode)}, and refuses drafts that are too large to store. */
    public static Draft read(@Nullable JsonNode body, DraftLimits limits) {
        Draft draft = read(body);
        String text = DraftDocument.of(draft).text();
        if (text.length() > limits.maxCharacters()) {
            throw Problem.rule(
                    "definition-too-large",
                    "graph",
                    "The definition has more than " + limits.maxCharacters() + " characters.",
                    "Shorten the texts of the nodes.");
        }
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MAX_BYTES) {
            throw Problem.rule(
                    "definition-too-large",
                    "graph",
                    "The definition has " + bytes + " bytes as JSON in UTF-8; the limit is " + MAX_BYTES + ".",
                    "Shorten the texts of the nodes.");
        }
        return draft;
    }

    private Draft draft(@Nullable JsonNode body) {
        if (body == null || !body.isObject()) {
            errors.wrongType("", "an object with a graph", body);
            return Draft.EMPTY;
        }
        errors.refuseOthers(body, "", FIELDS);
        SequenceGraph graph = graph(body.get("graph"));
        SettingsReader settings = new SettingsReader(errors);
        return new Draft(
                graph,
                settings.exitCriteria(body.get("exitCriteria")),
                settings.skipNonWorkingDays(body.get("skipNonWorkingDays")),
                settings.assignTo(body.get("assignTo")),
                errors.text(body.get("assignToField"), "assignToField"),
                settings.object(body, "sendWindow", SendWindow.FIELDS)
                        .map(SendWindow::read)
                        .orElse(null),
                settings.object(body, "timeZone", TimeZoneRule.FIELDS)
                        .map(TimeZoneRule::read)
                        .orElse(null),
                errors.text(body.get("holidayCalendar"), "holidayCalendar"),
                settings.object(body, "dailyCaps", DailyCaps.FIELDS)
                        .map(DailyCaps::read)
                        .orElse(null));
    }

    private SequenceGraph graph(@Nullable JsonNode graph) {
        if (graph == null || graph.isNull()) {
            errors.missing("graph");
            return SequenceGraph.EMPTY;
        }
        if (!graph.isObject()) {
            errors.wrongType("graph", "an object with 'start' and 'nodes'", graph);
            return SequenceGraph.EMPTY;
        }
        errors.refuseOthers(graph, "graph", Set.of("start", "nodes"));
        String start = errors.text(graph.get("start"), "graph.start");
        JsonNode nodes = graph.get("nodes");
        if (nodes == null || nodes.isNull()) {
            errors.missing("graph.nodes");
            return SequenceGraph.EMPTY;
        }
        if (!nodes.isArray()) {
            errors.wrongType("graph.nodes", "a list of nodes", nodes);
            return SequenceGraph.EMPTY;
        }
        if (nodes.size() > MAX_NODES) {
            throw Problem.rule(
                    "too-many-nodes",
                    "graph.nodes",
                    "The graph has " + nodes.size() + " nodes; the limit is " + MAX_NODES + ".",
                    "Remove nodes or split the sequence.");
        }
        NodeReader reader = new NodeReader(errors);
        List<DrawnNode> read = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            reader.read(nodes.get(i), "graph.nodes[" + i + "]").ifPresent(read::add);
        }
        return new SequenceGraph(start, read);
    }
}
