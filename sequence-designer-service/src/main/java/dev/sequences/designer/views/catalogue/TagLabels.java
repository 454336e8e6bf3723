package dev.sequences.designer.views.catalogue;

import dev.sequences.designer.tag.TagLabel;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** How tags are shown. Read once for a page: its rows mostly have the same few. */
final class TagLabels {

    private TagLabels() {}

    /** By id; a tag that was deleted is missing. */
    static Map<String, TagLabel> read(Connection connection, Collection<String> ids) throws SQLException {
        Map<String, TagLabel> labels = new HashMap<>();
        if (ids.isEmpty()) {
            return labels;
        }
        try (PreparedStatement read =
                connection.prepareStatement("select id, name, path from tag_path where id = any(?)")) {
            read.setObject(1, ids.toArray(String[]::new));
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
    static List<TagLabel> of(List<String> ids, Map<String, TagLabel> labels) {
        return ids.stream()
                .map(labels::get)
                .filter(Objects::nonNull)
                .sorted(Comparator.comparing(TagLabel::path))
                .toList();
    }
}
