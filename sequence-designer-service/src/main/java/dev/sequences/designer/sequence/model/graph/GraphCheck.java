package dev.sequences.designer.sequence.model.graph;

import static dev.sequences.designer.sequence.model.graph.Finding.error;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Everything that keeps a graph from being activated, all at once: nobody should have to activate to learn the next one. */
public final class GraphCheck {

    /** Tiles of one sequence, waits included. */
    public static final int MOST_TILES = 40;

    private static final int LONGEST_SHOWN = 60;

    private GraphCheck() {}

    /** All findings, those about the whole first, then node by node in the order of the drawing. */
    public static List<Finding> of(SequenceGraph graph) {
        List<Finding> findings = new ArrayList<>();
        Map<String, Node> byKey = byKey(graph);
        boolean starts = checkStart(graph, byKey, findings);
        checkSize(graph, findings);
        checkThatSomethingHappens(graph, findings);
        for (int i = 0; i < graph.nodes().size(); i++) {
            findings.addAll(NodeCheck.of(graph.nodes().get(i), pathOf(i)));
        }
        checkKeys(graph, findings);
        checkNames(graph, findings);
        checkReferences(graph, byKey, findings);
        findings.addAll(PathCheck.of(graph, byKey, starts));
        return findings;
    }

    static String pathOf(int node) {
        return "graph.nodes[" + node + "]";
    }

    /** A key or name in a message; somebody may have pasted a whole letter into it. */
    static String quoted(String text) {
        return "'" + (text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "...") + "'";
    }

    /** The first node of each key; a second one is a finding of its own. */
    private static Map<String, Node> byKey(SequenceGraph graph) {
        Map<String, Node> byKey = new LinkedHashMap<>();
        graph.nodes().forEach(node -> byKey.putIfAbsent(node.key(), node));
        return byKey;
    }

    private static boolean checkStart(SequenceGraph graph, Map<String, Node> byKey, List<Finding> findings) {
        String start = graph.start();
        if (start == null || start.isBlank()) {
            findings.add(error(
                    "start-missing",
                    null,
                    "graph.start",
                    "The graph does not say where to start.",
                    "Set 'start' to the key of the first node."));
            return false;
        }
        if (!byKey.containsKey(start)) {
            findings.add(error(
                    "start-unknown",
                    null,
                    "graph.start",
                    "The graph starts at " + quoted(start) + ", but there is no node with that key.",
                    "Set 'start' to the key of one of the nodes."));
            return false;
        }
        return true;
    }

    private static void checkSize(SequenceGraph graph, List<Finding> findings) {
        int tiles = graph.nodes().size();
        if (tiles > MOST_TILES) {
            findings.add(error(
                    "too-many-tiles",
                    null,
                    "graph.nodes",
                    "The graph has " + tiles + " tiles, waits included; the limit is " + MOST_TILES + ".",
                    "Remove " + (tiles - MOST_TILES) + ", or divide the sequence into two."));
        }
    }

    private static void checkThatSomethingHappens(SequenceGraph graph, List<Finding> findings) {
        boolean happens = graph.nodes().stream()
                .flatMap(node -> node.kind().stream())
                .anyMatch(kind -> kind.executable() && kind.role() == NodeType.Role.STEP);
        if (!happens) {
            findings.add(error(
                    "no-executable-step",
                    null,
                    "graph.nodes",
                    "The graph has no step that anybody could work on.",
                    "Add at least one step, e.g. an email or a phone call."));
        }
    }

    private static void checkKeys(SequenceGraph graph, List<Finding> findings) {
        Map<String, Integer> first = new LinkedHashMap<>();
        for (int i = 0; i < graph.nodes().size(); i++) {
            String key = graph.nodes().get(i).key();
            Integer earlier = first.putIfAbsent(key, i);
            if (earlier != null) {
                findings.add(error(
                        "key-duplicate",
                        key,
                        pathOf(i) + ".key",
                        "The key " + quoted(key) + " is already that of nodes[" + earlier + "].",
                        "Give each node a key of its own."));
            }
        }
    }

    /** Allowed, but insights and work lists show names, and nobody could tell the two apart. */
    private static void checkNames(SequenceGraph graph, List<Finding> findings) {
        Map<String, String> first = new LinkedHashMap<>();
        for (int i = 0; i < graph.nodes().size(); i++) {
            Node node = graph.nodes().get(i);
            String name = node.name();
            if (name == null || name.isBlank() || !node.in(NodeType.Role.STEP)) {
                continue;
            }
            @Nullable String earlier = first.putIfAbsent(name, node.key());
            if (earlier != null && !earlier.equals(node.key())) {
                findings.add(Finding.warning(
                        "node-name-repeated",
                        node.key(),
                        pathOf(i) + ".name",
                        "Step " + quoted(earlier) + " has the same name, " + quoted(name) + ".",
                        "Name the steps so that sellers and insights can tell them apart."));
            }
        }
    }

    private static void checkReferences(SequenceGraph graph, Map<String, Node> byKey, List<Finding> findings) {
        for (int i = 0; i < graph.nodes().size(); i++) {
            Node node = graph.nodes().get(i);
            String path = pathOf(i);
            node.ways().forEach((field, target) -> {
                if (!byKey.containsKey(target)) {
                    findings.add(error(
                            "reference-unknown",
                            node.key(),
                            path + "." + field,
                            "'" + field + "' leads to " + quoted(target) + ", but there is no node with that key.",
                            "Lead to one of the nodes, or set it to null to end the path here."));
                }
            });
        }
    }
}
