package dev.sequences.designer.views.catalogue;

import dev.sequences.chassis.http.Page;
import dev.sequences.designer.sequence.model.Editor;
import dev.sequences.designer.views.Reads;
import dev.sequences.designer.views.Visibility;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads of the catalogue, of what the reader may see. One statement each, as long as the tags on the page are known. */
@ApplicationScoped
class CatalogueTable {

    private final Reads reads;
    private final TagTexts tags;

    CatalogueTable(Reads reads, TagTexts tags) {
        this.reads = reads;
        this.tags = tags;
    }

    /** @param streamVersion the entity tag */
    record Found(CatalogueCard card, long streamVersion) {}

    record FoundDraft(String draft, long streamVersion) {}

    /** Empty for what there is not and for what this person may not see. */
    Optional<Found> find(String id, Editor reader) throws SQLException {
        return reads.read(connection -> {
            try (PreparedStatement read = connection.prepareStatement("select c.card, c.draft, c.stream_version, "
                    + TagTexts.IDS + " from sequence_catalogue c where c.id = ? and " + Visibility.condition(reader))) {
                set(read, id, Visibility.parameters(reader));
                try (ResultSet result = read.executeQuery()) {
                    if (!result.next()) {
                        return Optional.empty();
                    }
                    String tagIds = text(result, 4);
                    Map<String, String> texts = tags.of(connection, List.of(tagIds), result.getLong(5));
                    return Optional.of(new Found(
                            CatalogueCard.of(text(result, 1), text(texts, tagIds), text(result, 2)),
                            result.getLong(3)));
                }
            }
        });
    }

    /** As {@link #find}. */
    Optional<FoundDraft> draft(String id, Editor reader) throws SQLException {
        return reads.read(connection -> {
            try (PreparedStatement read = connection.prepareStatement(
                    "select c.draft, c.stream_version from sequence_catalogue c where c.id = ? and "
                            + Visibility.condition(reader))) {
                set(read, id, Visibility.parameters(reader));
                try (ResultSet result = read.executeQuery()) {
                    return result.next()
                            ? Optional.of(new FoundDraft(text(result, 1), result.getLong(2)))
                            : Optional.empty();
                }
            }
        });
    }

    private static void set(PreparedStatement read, String id, List<Object> parameters) throws SQLException {
        read.setString(1, id);
        for (int i = 0; i < parameters.size(); i++) {
            read.setObject(i + 2, parameters.get(i));
        }
    }

    /** A row of the page; {@code position} is where a page that ends with it goes on. */
    private record Listed(String card, String tagIds, long tagVersion, List<String> position) {}

    Page<CatalogueCard> list(CatalogueFilter filter, Editor reader, CatalogueSort sort, int limit, List<String> after)
            throws SQLException {
        boolean search = filter.searches();
        List<String> conditions = new ArrayList<>(List.of(Visibility.condition(reader)));
        List<Object> parameters = new ArrayList<>(Visibility.parameters(reader));
        filter.conditions((condition, value) -> {
            conditions.add(condition);
            parameters.add(value);
        });
        if (!after.isEmpty()) {
            conditions.add(sort.afterCondition(search));
            parameters.add(sort.position(after));
            parameters.add(after.getLast());
        }
        parameters.add(limit + 1);
        String where = " where " + String.join(" and ", conditions) + sort.orderBy(search) + " limit ?";
        String sql = search ? searching(where, sort) : listing(where, sort);
        return reads.read(connection -> page(connection, sql, parameters, sort, limit));
    }

    private static String listing(String where, CatalogueSort sort) {
        return "select c.card, c.id, " + sort.column(false) + ", " + TagTexts.IDS + " from sequence_catalogue c"
                + where;
    }

    /** Only what is on the page is looked up in the catalogue, whose rows are wide. */
    private static String searching(String where, CatalogueSort sort) {
        return "select c.card, c.id, hit.place, " + TagTexts.IDS + " from (select c.id, " + sort.column(true)
                + " as place from sequence_search c" + where + ") hit join sequence_catalogue c on c.id = hit.id"
                + " order by hit.place" + sort.direction() + ", hit.id" + sort.direction();
    }

    private Page<CatalogueCard> page(
            Connection connection, String sql, List<Object> parameters, CatalogueSort sort, int limit)
            throws SQLException {
        List<Listed> rows = new ArrayList<>(limit + 1);
        try (PreparedStatement read = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.size(); i++) {
                read.setObject(i + 1, parameters.get(i));
            }
            try (ResultSet result = read.executeQuery()) {
                for (int row = 1; result.next(); row++) {
                    // Only the last row of the page tells where the next one begins.
                    List<String> position = row == limit ? List.of(place(result, sort), text(result, 2)) : List.of();
                    rows.add(new Listed(text(result, 1), text(result, 4), result.getLong(5), position));
                }
            }
        }
        Page<Listed> page = Page.of(rows, limit, Listed::position);
        if (rows.isEmpty()) {
            return new Page<>(List.of(), null);
        }
        Map<String, String> texts = tags.of(
                connection,
                page.items().stream().map(Listed::tagIds).distinct().toList(),
                rows.getFirst().tagVersion());
        return new Page<>(
                page.items().stream()
                        .map(row -> CatalogueCard.of(row.card(), text(texts, row.tagIds()), null))
                        .toList(),
                page.next());
    }

    private static String place(ResultSet result, CatalogueSort sort) throws SQLException {
        return sort.byTime()
                ? result.getObject(3, OffsetDateTime.class)
                        .toInstant()
                        .atOffset(ZoneOffset.UTC)
                        .toString()
                : text(result, 3);
    }

    private static String text(Map<String, String> texts, String tagIds) {
        return texts.getOrDefault(tagIds, "[]");
    }

    private static String text(ResultSet result, int column) throws SQLException {
        @Nullable String text = result.getString(column);
        return text == null ? "" : text;
    }
}
