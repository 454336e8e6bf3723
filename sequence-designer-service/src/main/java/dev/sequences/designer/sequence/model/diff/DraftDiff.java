package dev.sequences.designer.sequence.model.diff;

import dev.sequences.designer.sequence.model.Draft;
import dev.sequences.designer.sequence.model.graph.Paths;
import dev.sequences.designer.sequence.model.graph.node.DrawnNode;
import dev.sequences.designer.sequence.model.graph.node.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The difference between two drafts. Nodes are matched by key. A node with new neighbors has not necessarily moved: the smallest
 * set of nodes that explains the new order has.
 *
 * @param added complete nodes that only the second draft has
 * @param removed complete nodes that only the first draft has
 * @param moved nodes with different incoming edges, ignoring added and removed nodes
 * @param changed nodes of both drafts, field by field
 * @param settings settings of the sequence, including name and description if compared
 */
public record DraftDiff(
        List<PlacedNode> added,
        List<PlacedNode> removed,
        List<MovedNode> moved,
        List<ChangedNode> changed,
        List<Change> settings) {

    /**
     * A node and its incoming edges.
     *
     * @param fields its fields other than the name, nested ones with dots
     * @param ways its outgoing edges, by {@code next}, {@code yes} and {@code no}
     */
    public record PlacedNode(
            String key,
            String type,
            @Nullable String name,
            List<Origin> after,
            Map<String, Object> fields,
            Map<String, String> ways) {}

    public record MovedNode(
            String key, String type, @Nullable String name, List<Origin> from, List<Origin> to) {}

    public record ChangedNode(
            String key, String type, @Nullable String name, List<Change> changes) {}

    /** A field, nested ones with dots; null if missing. */
    public record Change(
            String field, @Nullable Object from, @Nullable Object to) {}

    /** An incoming edge; without a key it is the start. */
    public record Origin(@Nullable String key, @Nullable String way) {

        static final Origin START = new Origin(null, null);
    }

    /** A draft with the name and description of its version. */
    public record Titled(String name, @Nullable String description, Draft draft) {}

    private static final List<String> WAYS = List.of("next", "yes", "no");

    public boolean isNothing() {
        return added.isEmpty() && removed.isEmpty() && moved.isEmpty() && changed.isEmpty() && settings.isEmpty();
    }

    public static DraftDiff between(Titled first, Titled second) {
        DraftDiff drafts = between(first.draft(), second.draft());
        List<Change> settings = new ArrayList<>(changes(properties(first), properties(second)));
        settings.addAll(drafts.settings());
        return new DraftDiff(drafts.added(), drafts.removed(), drafts.moved(), drafts.changed(), settings);
    }

    private static Map<String, Object> properties(Titled titled) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("name", titled.name());
        if (titled.description() != null) {
            properties.put("description", titled.description());
        }
        return properties;
    }

    public static DraftDiff between(Draft first, Draft second) {
        Paths from = new Paths(first.graph());
        Paths to = new Paths(second.graph());
        Set<String> both = new LinkedHashSet<>(to.keys());
        both.retainAll(from.keys());
        IncomingEdges before = new IncomingEdges(from);
        IncomingEdges after = new IncomingEdges(to);
        List<MovedNode> moved = MovedNodes.between(before, after, both).stream()
                .map(key -> {
                    Node node = to.node(key).orElseThrow();
                    return new MovedNode(
                            key, node.type().wireName(), node.head().name(), before.direct(key), after.direct(key));
                })
                .toList();
        List<Change> settings = new ArrayList<>();
        intoNothing("start", from.start(), from, to.start(), to, settings);
        settings.addAll(changes(SettingsFields.of(first), SettingsFields.of(second)));
        return new DraftDiff(
                placed(second, to, both, after),
                placed(first, from, both, before),
                moved,
                changed(first, from, second, to),
                settings);
    }

    private static List<PlacedNode> placed(Draft draft, Paths paths, Set<String> both, IncomingEdges origins) {
        Map<String, DrawnNode> tiles = byKey(draft);
        return paths.keys().stream()
                .filter(key -> !both.contains(key))
                .map(key -> {
                    Node node = paths.node(key).orElseThrow();
                    Map<String, Object> fields = fields(Objects.requireNonNull(tiles.get(key)));
                    fields.keySet().removeAll(Set.of("type", "name"));
                    return new PlacedNode(
                            key, node.type().wireName(), node.head().name(), origins.direct(key), fields, node.ways());
                })
                .toList();
    }

    private static List<ChangedNode> changed(Draft first, Paths from, Draft second, Paths to) {
        Map<String, DrawnNode> before = byKey(first);
        List<ChangedNode> changed = new ArrayList<>();
        byKey(second).forEach((key, tile) -> {
            DrawnNode old = before.get(key);
            if (old != null) {
                List<Change> changes = new ArrayList<>(changes(fields(old), fields(tile)));
                Map<String, String> waysBefore = from.node(key).orElseThrow().ways();
                Map<String, String> waysAfter = to.node(key).orElseThrow().ways();
                for (String way : WAYS) {
                    intoNothing(way, waysBefore.get(way), from, waysAfter.get(way), to, changes);
                }
                if (!changes.isEmpty()) {
                    String name = tile.fields().get("name") instanceof String text ? text : null;
                    changed.add(new ChangedNode(key, tile.type(), name, changes));
                }
            }
        });
        return changed;
    }

    /** An edge is reported with its target node; an edge to a missing node is reported here. */
    private static void intoNothing(
            String way, @Nullable String before, Paths from, @Nullable String after, Paths to, List<Change> changes) {
        boolean nodesExist = (before == null || from.node(before).isPresent())
                && (after == null || to.node(after).isPresent());
        if (!nodesExist && !Objects.equals(before, after)) {
            changes.add(new Change(way, before, after));
        }
    }

    /** The first node of each key. */
    private static Map<String, DrawnNode> byKey(Draft draft) {
        Map<String, DrawnNode> byKey = new LinkedHashMap<>();
        draft.graph().nodes().forEach(tile -> byKey.putIfAbsent(tile.key(), tile));
        return byKey;
    }

    /** Outgoing edges are not fields here; they are reported with their target nodes. */
    private static Map<String, Object> fields(DrawnNode tile) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("type", tile.type());
        tile.fields().forEach((name, value) -> {
            if (!WAYS.contains(name)) {
                flatten(name, value, fields);
            }
        });
        return fields;
    }

    private static void flatten(String name, @Nullable Object value, Map<String, Object> into) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((inner, one) -> flatten(name + "." + inner, one, into));
        } else if (value != null) {
            into.put(name, value);
        }
    }

    static List<Change> changes(Map<String, Object> from, Map<String, Object> to) {
        Set<String> names = new LinkedHashSet<>(to.keySet());
        names.addAll(from.keySet());
        List<Change> changes = new ArrayList<>();
        for (String name : names) {
            Object before = from.get(name);
            Object after = to.get(name);
            if (!Objects.equals(before, after)) {
                changes.add(new Change(name, before, after));
            }
        }
        return changes;
    }
}
