package dev.sequences.designer.views.catalogue;

import dev.sequences.chassis.http.Page;
import dev.sequences.designer.drawing.DraftDocument;
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

/** Reads of the catalogue. Everybody in the organisation may see every sequence, so no row is held back. */
@ApplicationScoped
class CatalogueTable {

    private static final String COLUMNS =
            "select id, name, description, record_type, status, live_version, owner, created_at, changed_at, changed_by,"
                    + " stream_version";

    private final DataSource dataSource;

    CatalogueTable(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    private record Listed(CatalogueRow row, String sortKey) {}

    Optional<CatalogueRow> find(String id) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement read =
                        connection.prepareStatement(COLUMNS + ", draft from sequence_catalogue where id = ?")) {
            read.setString(1, id);
            try (ResultSet result = read.executeQuery()) {
                return result.next()
                        ? Optional.of(row(result, DraftDocument.parse(result.getString("draft"))))
                        : Optional.empty();
            }
        }
    }

    Page<CatalogueRow> list(CatalogueFilter filter, CatalogueSort sort, int limit, List<String> after)
            throws SQLException {
        List<String> conditions = new ArrayList<>(List.of("true"));
        List<Object> parameters = new ArrayList<>();
        with(conditions, parameters, "status = ?", filter.status());
        with(conditions, parameters, "record_type = ?", filter.recordType());
        with(conditions, parameters, "owner = ?", filter.owner());
        with(conditions, parameters, "concat_ws(chr(10), name, description) ilike ?", filter.pattern());
        if (!after.isEmpty()) {
            conditions.add(sort.afterCondition());
            parameters.add(sort.position(after));
            parameters.add(after.getLast());
        }
        parameters.add(limit + 1);
        String sql = COLUMNS + ", " + sort.column() + " as sort_key from sequence_catalogue where "
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

    private static void with(
            List<String> conditions, List<Object> parameters, String condition, @Nullable Object value) {
        if (value != null) {
            conditions.add(condition);
            parameters.add(value);
        }
    }

    private static String sortKey(ResultSet result, CatalogueSort sort) throws SQLException {
        return sort.column().equals("lower(name)")
                ? result.getString("sort_key")
                : instant(result, "sort_key").atOffset(ZoneOffset.UTC).toString();
    }

    private static CatalogueRow row(ResultSet result, @Nullable DraftDocument draft) throws SQLException {
        return new CatalogueRow(
                result.getString("id"),
                result.getString("name"),
                result.getString("description"),
                result.getString("record_type"),
                result.getString("status"),
                result.getInt("live_version"),
                result.getString("owner"),
                List.of(),
                draft,
                instant(result, "created_at"),
                instant(result, "changed_at"),
                result.getString("changed_by"),
                result.getLong("stream_version"));
    }

    private static Instant instant(ResultSet result, String column) throws SQLException {
        return result.getObject(column, OffsetDateTime.class).toInstant();
    }
}
