package dev.sequences.designer.views.catalogue;

import dev.sequences.chassis.http.Page;
import dev.sequences.designer.sequence.model.Editor;
import dev.sequences.designer.tag.TagLabel;
import dev.sequences.designer.views.Visibility;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Reads of the catalogue, of what the reader may see. */
@ApplicationScoped
class CatalogueTable {

    private static final String COLUMNS =
            "select c.id, c.name, c.description, c.record_type, c.status, c.live_version, c.owner_type, c.owner,"
                    + " c.business_unit, c.created_at, c.changed_at, c.changed_by, c.stream_version, array_to_string(c.tags, ' ') as tag_ids";

    /** After the columns above, where they are asked for. By place, since names are looked up anew for every row. */
    private static final int SORT_KEY = 15;

    private static final int DRAFT = 15;
    private static final Pattern BETWEEN_IDS = Pattern.compile(" ");

    private final DataSource dataSource;

    CatalogueTable(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    private record Listed(CatalogueRow row, List<String> tagIds, String sortKey) {

        CatalogueRow labelled(Map<String, TagLabel> labels) {
            return tagIds.isEmpty() ? row : row.tagged(TagLabels.of(tagIds, labels));
        }
    }

    /** Empty for what there is not and for what this person may not see. */
    Optional<CatalogueRow> find(String id, Editor reader) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement read = connection.prepareStatement(COLUMNS
                        + ", c.draft from sequence_catalogue c where c.id = ? and " + Visibility.condition(reader))) {
            read.setString(1, id);
            List<Object> parameters = Visibility.parameters(reader);
            for (int i = 0; i < parameters.size(); i++) {
                read.setObject(i + 2, parameters.get(i));
            }
            try (ResultSet result = read.executeQuery()) {
                if (!result.next()) {
                    return Optional.empty();
                }
                Listed found = new Listed(row(result, result.getString(DRAFT)), tagIds(result), "");
                return Optional.of(found.labelled(TagLabels.read(connection, found.tagIds())));
            }
        }
    }

    Page<CatalogueRow> list(CatalogueFilter filter, Editor reader, CatalogueSort sort, int limit, List<String> after)
            throws SQLException {
        List<String> conditions = new ArrayList<>(List.of(Visibility.condition(reader)));
        List<Object> parameters = new ArrayList<>(Visibility.parameters(reader));
        filter.conditions((condition, value) -> {
            conditions.add(condition);
            parameters.add(value);
        });
        if (!after.isEmpty()) {
            conditions.add(sort.afterCondition());
            parameters.add(sort.position(after));
            parameters.add(after.getLast());
        }
        parameters.add(limit + 1);
        String sql = COLUMNS + ", " + sort.column() + " as sort_key from sequence_catalogue c where "
                + String.join(" and ", conditions) + sort.orderBy() + " limit ?";
        List<Listed> rows = new ArrayList<>();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement read = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.size(); i++) {
                read.setObject(i + 1, parameters.get(i));
            }
            try (ResultSet result = read.executeQuery()) {
                while (result.next()) {
                    rows.add(new Listed(row(result, null), tagIds(result), sortKey(result, sort)));
                }
            }
            Page<Listed> page = Page.of(
                    rows,
                    limit,
                    listed -> List.of(listed.sortKey(), listed.row().id()));
            Map<String, TagLabel> labels = TagLabels.read(
                    connection,
                    page.items().stream()
                            .flatMap(listed -> listed.tagIds().stream())
                            .distinct()
                            .toList());
            return new Page<>(
                    page.items().stream().map(listed -> listed.labelled(labels)).toList(), page.next());
        }
    }

    private static String sortKey(ResultSet result, CatalogueSort sort) throws SQLException {
        return sort.byTime()
                ? instant(result, SORT_KEY).atOffset(ZoneOffset.UTC).toString()
                : result.getString(SORT_KEY);
    }

    private static CatalogueRow row(ResultSet result, @Nullable String draft) throws SQLException {
        return new CatalogueRow(
                result.getString(1),
                result.getString(2),
                result.getString(3),
                result.getString(4),
                result.getString(5),
                result.getInt(6),
                result.getString(7),
                result.getString(8),
                result.getString(9),
                List.of(),
                draft,
                instant(result, 10),
                instant(result, 11),
                result.getString(12),
                result.getLong(13));
    }

    private static List<String> tagIds(ResultSet result) throws SQLException {
        String ids = result.getString(14);
        return ids == null || ids.isEmpty() ? List.of() : Arrays.asList(BETWEEN_IDS.split(ids));
    }

    private static Instant instant(ResultSet result, int column) throws SQLException {
        return result.getObject(column, OffsetDateTime.class).toInstant();
    }
}
