package dev.sequences.designer.library;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sequences.chassis.answer.Problem;
import dev.sequences.chassis.json.Json;
import dev.sequences.chassis.rows.Rows;
import dev.sequences.designer.holidaycalendar.model.HolidayCalendar.Holiday;
import dev.sequences.designer.library.LibraryDocument.CalendarEntry;
import dev.sequences.designer.library.LibraryDocument.HolidayEntry;
import dev.sequences.designer.library.LibraryDocument.SequenceEntry;
import dev.sequences.designer.library.LibraryDocument.TemplateEntry;
import dev.sequences.designer.library.LibraryIds.Reference;
import dev.sequences.designer.messagetemplate.model.MessageTemplate.Content;
import dev.sequences.designer.sequence.SequenceIds;
import dev.sequences.designer.sequence.model.Editor;
import dev.sequences.designer.views.Visibility;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Creates the export document from one consistent snapshot of what the reader may see. Entries are ordered by name and id, so two
 * exports of the same state are identical.
 */
@ApplicationScoped
class LibraryExport {

    static final int MAX_SEQUENCES = 10_000;

    private final DataSource dataSource;

    LibraryExport(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Exports these sequences with everything they refer to, or the whole library if {@code ids} is empty. */
    LibraryDocument export(List<String> ids, Editor reader) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            try {
                return ids.isEmpty() ? exportAll(connection, reader) : exportSelected(connection, ids, reader);
            } finally {
                connection.rollback();
                connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
                connection.setReadOnly(false);
                connection.setAutoCommit(true);
            }
        }
    }

    private static LibraryDocument exportAll(Connection connection, Editor reader) throws SQLException {
        return document(
                tags(connection, null),
                templates(connection, null),
                calendars(connection, null),
                sequences(connection, null, reader));
    }

    private static LibraryDocument exportSelected(Connection connection, List<String> ids, Editor reader)
            throws SQLException {
        Map<String, SequenceEntry> found = new LinkedHashMap<>();
        Set<String> wanted = new TreeSet<>();
        ids.forEach(id -> wanted.add(SequenceIds.require(id)));
        Set<String> templates = new TreeSet<>();
        Set<String> calendars = new TreeSet<>();
        Set<String> asked = new TreeSet<>();
        while (!asked.containsAll(wanted)) {
            List<String> next =
                    wanted.stream().filter(id -> !asked.contains(id)).toList();
            asked.addAll(next);
            for (SequenceEntry entry : sequences(connection, next, reader)) {
                found.put(String.valueOf(entry.id()), entry);
                for (Reference reference : references(entry)) {
                    switch (reference.kind()) {
                        case SEQUENCE -> addId(wanted, reference.id());
                        case MESSAGE_TEMPLATE -> addId(templates, reference.id());
                        case HOLIDAY_CALENDAR -> calendars.add(reference.id());
                    }
                }
            }
            requireNotTooMany(wanted.size());
        }
        ids.stream().filter(id -> !found.containsKey(id)).findFirst().ifPresent(id -> {
            throw Problem.unknown("sequence", id);
        });
        Set<String> paths = new TreeSet<>();
        found.values().forEach(entry -> {
            if (entry.tags() != null) {
                entry.tags().forEach(path -> paths.add(String.valueOf(path)));
            }
        });
        return document(
                tags(connection, paths),
                templates(connection, templates),
                calendars(connection, calendars),
                new ArrayList<>(found.values()));
    }

    private static void addId(Set<String> ids, String name) {
        if (LibraryIds.isId(name)) {
            ids.add(name);
        }
    }

    private static List<Reference> references(SequenceEntry entry) {
        return entry.draft() == null ? List.of() : LibraryIds.references(entry.draft());
    }

    private static LibraryDocument document(
            List<String> tags,
            List<TemplateEntry> templates,
            List<CalendarEntry> calendars,
            List<SequenceEntry> sequences) {
        return new LibraryDocument(
                LibraryDocument.FORMAT,
                new ArrayList<>(tags),
                new ArrayList<>(templates.stream()
                        .sorted(Comparator.comparing((TemplateEntry entry) -> String.valueOf(entry.name()))
                                .thenComparing(entry -> String.valueOf(entry.id())))
                        .toList()),
                new ArrayList<>(calendars.stream()
                        .sorted(Comparator.comparing((CalendarEntry entry) -> String.valueOf(entry.name()))
                                .thenComparing(entry -> String.valueOf(entry.id())))
                        .toList()),
                new ArrayList<>(sequences.stream()
                        .sorted(Comparator.comparing((SequenceEntry entry) -> String.valueOf(entry.name()))
                                .thenComparing(entry -> String.valueOf(entry.id())))
                        .toList()));
    }

    private static void requireNotTooMany(int count) {
        if (count > MAX_SEQUENCES) {
            throw Problem.rule(
                    "too-many-sequences",
                    "id",
                    "An export can contain at most " + MAX_SEQUENCES + " sequences.",
                    "Select the sequences to export with 'ids'.");
        }
    }

    private static List<SequenceEntry> sequences(Connection connection, @Nullable Collection<String> ids, Editor reader)
            throws SQLException {
        String sql = "select c.id, c.name, c.description, c.record_type, c.draft,"
                + " (select array_agg(t.path order by t.path_order) from tag_path t where t.id = any(c.tags)) as paths"
                + " from sequence_catalogue c where " + Visibility.condition(reader)
                + (ids == null ? "" : " and c.id = any(?)") + " limit " + (MAX_SEQUENCES + 1);
        Rows rows = Rows.of(connection, sql)
                .with(Visibility.parameters(reader).toArray())
                .with(arguments(ids));
        List<SequenceEntry> entries = new ArrayList<>();
        rows.forEach(row -> {
            requireNotTooMany(entries.size() + 1);
            entries.add(new SequenceEntry(
                    row.text("id"),
                    row.text("name"),
                    row.textOrNull("description"),
                    row.text("record_type"),
                    new ArrayList<>(row.texts("paths")),
                    tree(row.text("draft"))));
        });
        return entries;
    }

    private static List<TemplateEntry> templates(Connection connection, @Nullable Collection<String> ids)
            throws SQLException {
        return Rows.of(
                        connection,
                        "select id, name, description, channel, record_type, default_language, contents from"
                                + " message_template"
                                + (ids == null ? "" : " where id = any(?)"))
                .with(arguments(ids))
                .list(row -> new TemplateEntry(
                        row.text("id"),
                        row.text("name"),
                        row.textOrNull("description"),
                        row.text("channel"),
                        row.text("record_type"),
                        row.text("default_language"),
                        Json.MAPPER.convertValue(
                                tree(row.text("contents")),
                                new TypeReference<LinkedHashMap<String, @Nullable Content>>() {})));
    }

    private static List<CalendarEntry> calendars(Connection connection, @Nullable Collection<String> ids)
            throws SQLException {
        return Rows.of(
                        connection,
                        "select id, name, description, holidays from holiday_calendar"
                                + (ids == null ? "" : " where id = any(?)"))
                .with(arguments(ids))
                .list(row -> new CalendarEntry(
                        row.text("id"),
                        row.text("name"),
                        row.textOrNull("description"),
                        holidays(row.text("holidays"))));
    }

    private static List<@Nullable HolidayEntry> holidays(String json) {
        List<Holiday> holidays = Json.MAPPER.convertValue(tree(json), new TypeReference<List<Holiday>>() {});
        List<@Nullable HolidayEntry> entries = new ArrayList<>();
        holidays.forEach(
                one -> entries.add(new HolidayEntry(one.day(), one.name(), one.yearly() ? Boolean.TRUE : null)));
        return entries;
    }

    /** The argument of the condition on ids, none if there is no such condition. */
    private static @Nullable Object[] arguments(@Nullable Collection<String> ids) {
        return ids == null ? new Object[0] : new Object[] {ids.toArray(String[]::new)};
    }

    private static List<String> tags(Connection connection, @Nullable Collection<String> paths) throws SQLException {
        List<String> found = Rows.of(connection, "select path from tag_path order by path_order")
                .list(row -> row.text("path"));
        return paths == null
                ? found
                : found.stream()
                        .filter(path ->
                                paths.stream().anyMatch(used -> used.equals(path) || used.startsWith(path + "/")))
                        .toList();
    }

    private static JsonNode tree(String json) {
        try {
            return Json.HTTP.readTree(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
