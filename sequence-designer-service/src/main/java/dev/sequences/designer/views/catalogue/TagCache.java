package dev.sequences.designer.views.catalogue;

import dev.sequences.chassis.json.Json;
import dev.sequences.chassis.rows.Rows;
import dev.sequences.designer.tag.TagLabel;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Caches the tags of sequences as JSON. Most sequences share a few combinations of tags, and tags rarely change. The cache is valid for
 * one version of the tag tree, so a change on any replica invalidates it.
 */
@ApplicationScoped
class TagCache {

    private static final int MAX_CACHED = 10_000;
    private static final String NONE = "[]";

    /** {@code texts} by tag ids in the format of {@link #IDS}. */
    private record Cache(long version, Map<String, String> texts) {}

    /** Selects the tag ids of alias {@code c} and the version of the tag tree. */
    static final String IDS =
            "array_to_string(c.tags, ' ') as tag_ids, (select t.version from tag_tree t) as tag_version";

    private volatile Cache cache = new Cache(0, new ConcurrentHashMap<>());

    /** Returns the JSON by the requested ids; deleted tags are omitted. */
    Map<String, String> of(Connection connection, Collection<String> wanted, long version) {
        Cache before = cache;
        Cache current = before.version() == version && before.texts().size() < MAX_CACHED
                ? before
                : new Cache(version, new ConcurrentHashMap<>());
        List<String> missing = wanted.stream()
                .filter(ids -> !ids.isEmpty() && !current.texts().containsKey(ids))
                .distinct()
                .toList();
        if (!missing.isEmpty()) {
            Map<String, TagLabel> labels = read(connection, missing);
            missing.forEach(ids -> current.texts().put(ids, text(ids, labels)));
        }
        // A page read before a change must not replace the entries read after it.
        if (version >= before.version()) {
            cache = current;
        }
        Map<String, String> texts = new HashMap<>();
        wanted.forEach(ids -> texts.put(ids, current.texts().getOrDefault(ids, NONE)));
        return texts;
    }

    private static Map<String, TagLabel> read(Connection connection, List<String> wanted) {
        String[] ids = wanted.stream()
                .flatMap(one -> Arrays.stream(one.split(" ")))
                .distinct()
                .toArray(String[]::new);
        Map<String, TagLabel> labels = new HashMap<>();
        Rows.of(connection, "select id, name, path from tag_path where id = any(?)")
                .with((Object) ids)
                .forEach(row ->
                        labels.put(row.text("id"), new TagLabel(row.text("id"), row.text("name"), row.text("path"))));
        return labels;
    }

    /** Sorted by path. */
    private static String text(String ids, Map<String, TagLabel> labels) {
        return Json.text(Arrays.stream(ids.split(" "))
                .map(labels::get)
                .filter(Objects::nonNull)
                .sorted(Comparator.comparing(TagLabel::path))
                .toList());
    }
}
