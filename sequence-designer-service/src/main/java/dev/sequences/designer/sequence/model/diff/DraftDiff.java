package dev.sequences.designer.sequence.model.diff;

import dev.sequences.designer.sequence.model.Draft;
import dev.sequences.designer.sequence.model.graph.Paths;
import dev.sequences.designer.sequence.model.graph.node.Node;
import dev.sequences.designer.sequence.model.graph.node.Tile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What differs between two drafts. Nodes are the same when they have the same key, wherever they stand. A node that only
 * got new neighbours has not moved: the smallest set of nodes that explains the new order has.
 *
 * @param added nodes that only the second draft has
 * @param removed nodes that only the first draft has
 * @param moved nodes that are reached in another way, though what was added and removed is set aside
 * @param changed nodes of both drafts, field by field
 * @param settings what holds for the whole sequence
 */
public record DraftDiff(
        List<PlacedNode> added,
        List<PlacedNode> removed,
        List<MovedNode> moved,
        List<ChangedNode> changed,
        List<Change> settings) {

    /** A node and what leads to it. */
    public record PlacedNode(
            String key, String type, @Nullable String name, List<Origin> after) {}

    public record MovedNode(
            String key, String type, @Nullable String name, List<Origin> from, List<Origin> to) {}

    public record ChangedNode(
            String key, String type, @Nullable String name, List<Change> changes) {}

    /** A field, inner ones with dots; null where it is not there. */
    public record Change(
            String field, @Nullable Object from, @Nullable Object to) {}

    /** A way that leads to a node; without a key it is the start. */
    public record Origin(@Nullable String key, @Nullable String way) {

        static final Origin START = new Origin(null, null);
    }

    private static final Set<String> WAYS = Set.of("next", "yes", "no");

    public boolean isNothing() {
        return added.isEmpty() && removed.isEmpty() && moved.isEmpty() && changed.isEmpty() && settings.isEmpty();
    }

    public static DraftDiff between(Draft first, Draft second) {
        Paths from = new Paths(first.graph());
        Paths to = new Paths(second.graph());
        Set<String> both = new LinkedHashSet<>(to.keys());
        both.retainAll(from.keys());
        Origins before = new Origins(from);
        Origins after = new Origins(to);
        List<MovedNode> moved = Moves.between(before, after, both).stream()
                .map(key -> {
                    Node node = to.node(key).orElseThrow();
                    return new MovedNode(
                            key, node.type().wireName(), node.head().name(), before.direct(key), after.direct(key));
                })
                .toList();
        return new DraftDiff(
                placed(to, both, after),
                placed(from, both, before),
                moved,
                changed(first, second, both),
                changes(Settings.of(first), Settings.of(second)));
    }

    private static List<PlacedNode> placed(Paths paths, Set<String> both, Origins origins) {
        return paths.keys().stream()
                .filter(key -> !both.contains(key))
                .map(key -> {
                    Node node = paths.node(key).orElseThrow();
                    return new PlacedNode(
                            key, node.type().wireName(), node.head().name(), origins.direct(key));
                })
                .toList();
    }

    private static List<ChangedNode> changed(Draft first, Draft second, Set<String> both) {
        Map<String, Tile> before = byKey(first);
        List<ChangedNode> changed = new ArrayList<>();
        byKey(second).forEach((key, tile) -> {
            Tile old = before.get(key);
            if (old != null && both.contains(key)) {
                List<Change> changes = changes(fields(old), fields(tile));
                if (!changes.isEmpty()) {
                    String name = tile.fields().get("name") instanceof String text ? text : null;
                    changed.add(new ChangedNode(key, tile.type(), name, changes));
                }
            }
        });
        return changed;
    }

    /** The first of each key, as everywhere. */
    private static Map<String, Tile> byKey(Draft draft) {
        Map<String, Tile> byKey = new LinkedHashMap<>();
        draft.graph().nodes().forEach(tile -> byKey.putIfAbsent(tile.key(), tile));
        return byKey;
    }

    /** Where a node leads is not a field of it here: that is told of the nodes that it leads to. */
    private static Map<String, Object> fields(Tile tile) {
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
