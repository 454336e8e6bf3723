package dev.sequences.designer.sequence.model.graph;

import static dev.sequences.designer.sequence.model.finding.Finding.error;
import static dev.sequences.designer.sequence.model.finding.Finding.quoted;

import dev.sequences.designer.sequence.model.context.DraftContext;
import dev.sequences.designer.sequence.model.finding.Finding;
import dev.sequences.designer.sequence.model.finding.Place;
import dev.sequences.designer.sequence.model.graph.node.Node;
import dev.sequences.designer.sequence.model.graph.node.NodeType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checks whether a graph can be activated and reports all findings at once. */
public final class GraphCheck {

    private final Paths paths;
    private final List<Finding> findings = new ArrayList<>();

    private GraphCheck(Paths paths) {
        this.paths = paths;
    }

    /** Returns the findings about the whole graph, then node by node in their original order, then about paths. */
    public static List<Finding> of(SequenceGraph graph, DraftContext context) {
        GraphCheck check = new GraphCheck(new Paths(graph));
        boolean starts = check.checkStart();
        check.checkSize(context.limits().maxNodes());
        check.checkHasStep();
        List<Node> nodes = check.paths.nodes();
        for (int i = 0; i < nodes.size(); i++) {
            Node node = nodes.get(i);
            Node.checkAll(node, new Place(node.key(), Paths.pathOf(i), check.findings), context);
        }
        check.checkKeys();
        check.checkNames();
        check.checkReferences();
        OrderCheck.of(check.paths, check.findings);
        check.findings.addAll(PathCheck.of(check.paths, starts));
        return check.findings;
    }

    private boolean checkStart() {
        String start = paths.start();
        if (start == null || start.isBlank()) {
            findings.add(error(
                    "start-missing",
                    null,
                    "graph.start",
                    "The graph has no start node.",
                    "Set 'start' to the key of the first node."));
            return false;
        }
        if (paths.node(start).isEmpty()) {
            findings.add(error(
                    "start-unknown",
                    null,
                    "graph.start",
                    "The start node " + quoted(start) + " does not exist.",
                    "Set 'start' to the key of an existing node."));
            return false;
        }
        return true;
    }

    private void checkSize(int max) {
        int tiles = paths.nodes().size();
        if (tiles > max) {
            findings.add(error(
                    "too-many-tiles",
                    null,
                    "graph.nodes",
                    "The graph has " + tiles + " nodes, including waits; the limit is " + max + ".",
                    "Remove " + (tiles - max) + " of them or split the sequence into two."));
        }
    }

    private void checkHasStep() {
        if (paths.nodes().stream().noneMatch(node -> node.in(NodeType.Role.STEP))) {
            findings.add(error(
                    "no-executable-step",
                    null,
                    "graph.nodes",
                    "The graph has no step.",
                    "Add at least one step, e.g. an email or a phone call."));
        }
    }

    private void checkKeys() {
        Map<String, Integer> first = new LinkedHashMap<>();
        for (int i = 0; i < paths.nodes().size(); i++) {
            String key = paths.nodes().get(i).key();
            Integer earlier = first.putIfAbsent(key, i);
            if (earlier != null) {
                findings.add(error(
                        "key-duplicate",
                        key,
                        Paths.pathOf(i) + ".key",
                        "The key " + quoted(key) + " is already used by nodes[" + earlier + "].",
                        "Give each node a unique key."));
            }
        }
    }

    /** Duplicate names are allowed, but reports and work lists show names, so steps could not be distinguished. */
    private void checkNames() {
        Map<String, String> first = new LinkedHashMap<>();
        for (int i = 0; i < paths.nodes().size(); i++) {
            Node node = paths.nodes().get(i);
            String name = node.head().name();
            if (name == null || name.isBlank() || !node.in(NodeType.Role.STEP)) {
                continue;
            }
            @Nullable String earlier = first.putIfAbsent(name, node.key());
            if (earlier != null && !earlier.equals(node.key())) {
                findings.add(Finding.warning(
                        "node-name-repeated",
                        node.key(),
                        Paths.pathOf(i) + ".name",
                        "Step " + quoted(earlier) + " has the same name, " + quoted(name) + ".",
                        "Give each step a distinct name so that sellers and reports can distinguish them."));
            }
        }
    }

    private void checkReferences() {
        for (int i = 0; i < paths.nodes().size(); i++) {
            Node node = paths.nodes().get(i);
            String path = Paths.pathOf(i);
            node.ways().forEach((field, target) -> {
                if (paths.node(target).isEmpty()) {
                    findings.add(error(
                            "reference-unknown",
                            node.key(),
                            path + "." + field,
                            "'" + field + "' refers to " + quoted(target) + ", but no node has that key.",
                            "Use the key of an existing node, or null to end the path here."));
                }
            });
        }
    }
}
