package dev.sequences.designer.drawing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequences.chassis.http.Problem;
import dev.sequences.designer.sequence.model.AssignTo;
import dev.sequences.designer.sequence.model.Draft;
import dev.sequences.designer.sequence.model.Draft.ExitCriterion;
import dev.sequences.designer.sequence.model.graph.Node;
import dev.sequences.designer.sequence.model.graph.SequenceGraph;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a draft from a request. Drafts may be unfinished, so only their form is checked here, field by field, and all
 * complaints come at once; whether a draft can be activated is asked of {@code DraftCheck}.
 */
public final class DraftReader {

    /** Tiles a draft may hold; far above what can be activated, so that a drawing can be cut down in place. */
    static final int MOST_NODES = 400;

    static final int LONGEST_DEFINITION = 1_000_000;

    private final Complaints complaints = new Complaints();

    private DraftReader() {}

    /** The draft in {@code body}; a {@link Problem} that lists everything unreadable in it. */
    public static Draft read(@Nullable JsonNode body) {
        DraftReader reader = new DraftReader();
        Draft draft = reader.draft(body);
        reader.complaints.raise();
        if (DraftDocument.of(draft).text().length() > LONGEST_DEFINITION) {
            throw Problem.rule(
                    "definition-too-large",
                    "graph",
                    "The definition has more than " + LONGEST_DEFINITION + " characters.",
                    "Shorten the texts of its nodes.");
        }
        return draft;
    }

    private Draft draft(@Nullable JsonNode body) {
        if (body == null || !body.isObject()) {
            complaints.wrongType("", "an object with a graph", body);
            return Draft.EMPTY;
        }
        complaints.refuseOthers(body, "", Set.of("graph", "exitCriteria", "skipNonWorkingDays", "assignTo"));
        return new Draft(
                graph(body.get("graph")),
                exitCriteria(body.get("exitCriteria")),
                skipNonWorkingDays(body.get("skipNonWorkingDays")),
                assignTo(body.get("assignTo")));
    }

    private SequenceGraph graph(@Nullable JsonNode graph) {
        if (graph == null || graph.isNull()) {
            complaints.missing("graph");
            return SequenceGraph.EMPTY;
        }
        if (!graph.isObject()) {
            complaints.wrongType("graph", "an object with 'start' and 'nodes'", graph);
            return SequenceGraph.EMPTY;
        }
        complaints.refuseOthers(graph, "graph", Set.of("start", "nodes"));
        String start = complaints.text(graph.get("start"), "graph.start");
        JsonNode nodes = graph.get("nodes");
        if (nodes == null || nodes.isNull()) {
            complaints.missing("graph.nodes");
            return SequenceGraph.EMPTY;
        }
        if (!nodes.isArray()) {
            complaints.wrongType("graph.nodes", "a list of nodes", nodes);
            return SequenceGraph.EMPTY;
        }
        if (nodes.size() > MOST_NODES) {
            throw Problem.rule(
                    "too-many-nodes",
                    "graph.nodes",
                    "The graph has " + nodes.size() + " nodes; a draft holds " + MOST_NODES + ".",
                    "Remove nodes, or divide the sequence.");
        }
        NodeReader reader = new NodeReader(complaints);
        List<Node> read = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            reader.read(nodes.get(i), "graph.nodes[" + i + "]").ifPresent(read::add);
        }
        return new SequenceGraph(start, read);
    }

    private List<ExitCriterion> exitCriteria(@Nullable JsonNode criteria) {
        List<ExitCriterion> read = new ArrayList<>();
        if (criteria == null || criteria.isNull()) {
            return read;
        }
        if (!criteria.isArray()) {
            complaints.wrongType("exitCriteria", "a list", criteria);
            return read;
        }
        for (int i = 0; i < criteria.size() && i < MOST_NODES; i++) {
            JsonNode criterion = criteria.get(i);
            String path = "exitCriteria[" + i + "]";
            if (!criterion.isObject()) {
                complaints.wrongType(path, "an object with 'on'", criterion);
                continue;
            }
            complaints.refuseOthers(criterion, path, Set.of("on"));
            String on = complaints.text(criterion.get("on"), path + ".on");
            if (on == null) {
                complaints.missing(path + ".on");
            } else {
                read.add(new ExitCriterion(on));
            }
        }
        return read;
    }

    private boolean skipNonWorkingDays(@Nullable JsonNode skip) {
        if (skip == null || skip.isNull()) {
            return false;
        }
        if (!skip.isBoolean()) {
            complaints.wrongType("skipNonWorkingDays", "true or false", skip);
        }
        return skip.asBoolean();
    }

    private String assignTo(@Nullable JsonNode assignTo) {
        String name = complaints.text(assignTo, "assignTo");
        if (name == null) {
            return Draft.EMPTY.assignTo();
        }
        if (AssignTo.named(name).isEmpty()) {
            complaints.add(
                    "assign-to-unknown",
                    "assignTo",
                    "Steps cannot be assigned to " + Complaints.quoted(name) + ".",
                    "Use one of: " + AssignTo.names() + ".");
        }
        return name;
    }
}
