package dev.sequences.designer.views.catalogue;

import dev.sequences.chassis.http.Page;
import dev.sequences.chassis.json.Json;
import dev.sequences.designer.drawing.DraftDocument;
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
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Reads of the catalogue, of what the reader may see. */
@ApplicationScoped
class CatalogueTable {

    private static final String COLUMNS =
            "select c.id, c.name, c.description, c.record_type, c.status, c.live_version, c.owner_type, c.owner,"
                    + " c.business_unit, c.created_at, c.changed_at, c.changed_by, c.stream_version,"
                    + " (select json_agg(json_build_object('id', t.id, 'name', t.name, 'path', t.path) order by t.path_order)"
                    + " from tag_path t where t.id = any(c.tags)) as labels";

    private final DataSource dataSource;

    CatalogueTable(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    private record Listed(CatalogueRow row, String sortKey) {}

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
                return result.next()
                        ? Optional.of(row(result, DraftDocument.parse(result.getString("draft"))))
                        : Optional.empty();
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
                    rows.add(new Listed(row(result, null), sortKey(result, sort)));
                }
            }
        }
        Page<Listed> page = Page.of(
                rows, limit, listed -> List.of(listed.sortKey(), listed.row().id()));
        return new Page<>(page.items().stream().map(Listed::row).toList(), page.next());
    }

    private static String sortKey(ResultSet result, CatalogueSort sort) throws SQLException {
        return sort.byTime()
                ? instant(result, "sort_key").atOffset(ZoneOffset.UTC).toString()
                : result.getString("sort_key");
    }

    private static CatalogueRow row(ResultSet result, @Nullable DraftDocument draft) throws SQLException {
        return new CatalogueRow(
                result.getString("id"),
                result.getString("name"),
                result.getString("description"),
                result.getString("record_type"),
                result.getString("status"),
                result.getInt("live_version"),
                result.getString("owner_type"),
                result.getString("owner"),
                result.getString("business_unit"),
                labels(result.getString("labels")),
                draft,
                instant(result, "created_at"),
                instant(result, "changed_at"),
                result.getString("changed_by"),
                result.getLong("stream_version"));
    }

    private static List<TagLabel> labels(@Nullable String json) {
        return json == null ? List.of() : List.of(Json.read(json, TagLabel[].class));
    }

    private static Instant instant(ResultSet result, String column) throws SQLException {
        return result.getObject(column, OffsetDateTime.class).toInstant();
    }
}
