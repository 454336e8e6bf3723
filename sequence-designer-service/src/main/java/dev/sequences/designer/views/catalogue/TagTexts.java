package dev.sequences.designer.views.catalogue;

import dev.sequences.chassis.json.Json;
import dev.sequences.designer.tag.TagLabel;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The tags of a sequence as JSON. Sequences mostly have the same few, and tags are seldom changed, so they are remembered for as
 * long as the tree of tags is at the version at which they were read, in whichever replica it was changed.
 */
@ApplicationScoped
class TagTexts {

    private static final int MOST = 10_000;
    private static final String NONE = "[]";

    /** {@code texts} by the ids of the tags, as {@link #IDS} tells them. */
    private record Known(long version, Map<String, String> texts) {}

    /** The ids of the tags of alias {@code c}, and the version at which they have to be known. */
    static final String IDS =
            "array_to_string(c.tags, ' ') as tag_ids, (select t.version from tag_tree t) as tag_version";

    private volatile Known known = new Known(0, new ConcurrentHashMap<>());

    /** By ids as they were asked for; a tag that was deleted is missing. */
    Map<String, String> of(Connection connection, Collection<String> wanted, long version) throws SQLException {
        Known before = known;
        Known now = before.version() == version && before.texts().size() < MOST
                ? before
                : new Known(version, new ConcurrentHashMap<>());
        List<String> missing = wanted.stream()
                .filter(ids -> !ids.isEmpty() && !now.texts().containsKey(ids))
                .distinct()
                .toList();
        if (!missing.isEmpty()) {
            Map<String, TagLabel> labels = read(connection, missing);
            missing.forEach(ids -> now.texts().put(ids, text(ids, labels)));
        }
        // A page that was read before a change and comes in after it must not bring back the old.
        if (version >= before.version()) {
            known = now;
        }
        Map<String, String> texts = new HashMap<>();
        wanted.forEach(ids -> texts.put(ids, now.texts().getOrDefault(ids, NONE)));
        return texts;
    }

    private static Map<String, TagLabel> read(Connection connection, List<String> wanted) throws SQLException {
        String[] ids = wanted.stream()
                .flatMap(one -> Arrays.stream(one.split(" ")))
                .distinct()
                .toArray(String[]::new);
        Map<String, TagLabel> labels = new HashMap<>();
        try (PreparedStatement read =
                connection.prepareStatement("select id, name, path from tag_path where id = any(?)")) {
            read.setObject(1, ids);
            try (ResultSet result = read.executeQuery()) {
                while (result.next()) {
                    labels.put(
                            result.getString(1),
                            new TagLabel(result.getString(1), result.getString(2), result.getString(3)));
                }
            }
        }
        return labels;
    }

    /** By path. */
    private static String text(String ids, Map<String, TagLabel> labels) {
        return Json.text(Arrays.stream(ids.split(" "))
                .map(labels::get)
                .filter(Objects::nonNull)
                .sorted(Comparator.comparing(TagLabel::path))
                .toList());
    }
}
