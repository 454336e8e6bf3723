package dev.sequences.designer.views.catalogue;

import dev.sequences.chassis.http.Page;
import dev.sequences.chassis.rows.Row;
import dev.sequences.chassis.rows.Rows;
import dev.sequences.designer.sequence.model.Editor;
import dev.sequences.designer.views.ReadLimiter;
import dev.sequences.designer.views.Visibility;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** ReadLimiter of the catalogue, restricted to what the reader may see. One statement each, as long as the tags are cached. */
@ApplicationScoped
class CatalogueTable {

    private final ReadLimiter reads;
    private final TagCache tags;

    CatalogueTable(ReadLimiter reads, TagCache tags) {
        this.reads = reads;
        this.tags = tags;
    }

    /** @param streamVersion the entity tag */
    record Found(CatalogueCard card, long streamVersion) {}

    record FoundDraft(String draft, long streamVersion) {}

    /** Empty if the sequence does not exist or the reader may not see it. */
    Optional<Found> find(String id, Editor reader) throws SQLException {
        return reads.read(connection -> {
            return Rows.of(
                            connection,
                            "select c.card, c.draft, c.stream_version, " + TagCache.IDS
                                    + " from sequence_catalogue c where c.id = ? and " + Visibility.condition(reader))
                    .with(id)
                    .with(Visibility.parameters(reader).toArray())
                    .first(row -> {
                        String tagIds = text(row, "tag_ids");
                        Map<String, String> texts = tags.of(connection, List.of(tagIds), tagVersion(row));
                        return new Found(
                                CatalogueCard.of(text(row, "card"), text(texts, tagIds), text(row, "draft")),
                                row.longValue("stream_version"));
                    });
        });
    }

    /** Like {@link #find}. */
    Optional<FoundDraft> draft(String id, Editor reader) throws SQLException {
        return reads.read(connection -> {
            return Rows.of(
                            connection,
                            "select c.draft, c.stream_version from sequence_catalogue c where c.id = ? and "
                                    + Visibility.condition(reader))
                    .with(id)
                    .with(Visibility.parameters(reader).toArray())
                    .first(row -> new FoundDraft(text(row, "draft"), row.longValue("stream_version")));
        });
    }

    /** A row of a page; {@code position} is the cursor after a page that ends with this row. */
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
        return "select c.card, c.id, " + sort.column(false) + " as place, " + TagCache.IDS
                + " from sequence_catalogue c" + where;
    }

    /** Joins only the rows of the page with the catalogue, whose rows are wide. */
    private static String searching(String where, CatalogueSort sort) {
        return "select c.card, c.id, hit.place, " + TagCache.IDS + " from (select c.id, " + sort.column(true)
                + " as place from sequence_search c" + where + ") hit join sequence_catalogue c on c.id = hit.id"
                + " order by hit.place" + sort.direction() + ", hit.id" + sort.direction();
    }

    private Page<CatalogueCard> page(
            Connection connection, String sql, List<Object> parameters, CatalogueSort sort, int limit)
            throws SQLException {
        List<Listed> rows = new ArrayList<>(limit + 1);
        Rows.of(connection, sql).with(parameters.toArray()).forEach(row -> {
            // Only the last row of a page is needed for the cursor.
            List<String> position = rows.size() + 1 == limit ? List.of(sortKey(row, sort), row.text("id")) : List.of();
            rows.add(new Listed(text(row, "card"), text(row, "tag_ids"), tagVersion(row), position));
        });
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

    private static String sortKey(Row row, CatalogueSort sort) throws SQLException {
        return sort.byTime() ? row.instant("place").atOffset(ZoneOffset.UTC).toString() : text(row, "place");
    }

    /** 0 before the first tag. */
    private static long tagVersion(Row row) throws SQLException {
        Long version = row.longOrNull("tag_version");
        return version == null ? 0 : version;
    }

    private static String text(Map<String, String> texts, String tagIds) {
        return texts.getOrDefault(tagIds, "[]");
    }

    private static String text(Row row, String column) throws SQLException {
        return Objects.requireNonNullElse(row.textOrNull(column), "");
    }
}
