package dev.sequences.designer.views.messagetemplates;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.sequences.chassis.json.Json;
import dev.sequences.chassis.rows.Row;
import dev.sequences.chassis.rows.Rows;
import dev.sequences.designer.messagetemplate.model.MessageTemplate.Content;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Reads of message templates. Every user with access to sequences may read all of them. */
@ApplicationScoped
class MessageTemplatesTable {

    private static final String COLUMNS =
            "select id, name, description, channel, record_type, owner, default_language, languages, contents,"
                    + " placeholders, created_at, changed_at, changed_by, stream_version from message_template";

    private final DataSource dataSource;

    MessageTemplatesTable(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Filter of the list; null means any value. */
    record Filter(
            @Nullable String channel,
            @Nullable String recordType,
            @Nullable String language,
            @Nullable String q) {}

    Optional<MessageTemplateRow> find(String id) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return Rows.of(connection, COLUMNS + " where id = ?").with(id).first(row -> template(row, true));
        }
    }

    /** Sorted by name and id, starting after {@code after} (name, id). */
    List<MessageTemplateRow> list(Filter filter, List<String> after, int max) throws SQLException {
        StringBuilder sql = new StringBuilder(COLUMNS + " where true");
        List<Object> parameters = new ArrayList<>();
        with(sql, parameters, " and channel = ?", filter.channel());
        with(sql, parameters, " and record_type = ?", filter.recordType());
        with(sql, parameters, " and ? = any(languages)", filter.language());
        with(
                sql,
                parameters,
                " and position(chassis.search_text(?) in chassis.search_text(concat_ws(chr(10), name, description))) >"
                        + " 0",
                filter.q());
        if (!after.isEmpty()) {
            sql.append(" and (lower(name), id) > (lower(?), ?)");
            parameters.addAll(after);
        }
        sql.append(" order by lower(name), id limit ?");
        parameters.add(max);
        try (Connection connection = dataSource.getConnection()) {
            return Rows.of(connection, sql.toString())
                    .with(parameters.toArray())
                    .list(row -> template(row, false));
        }
    }

    private static void with(StringBuilder sql, List<Object> parameters, String condition, @Nullable String value) {
        if (value != null) {
            sql.append(condition);
            parameters.add(value);
        }
    }

    private static MessageTemplateRow template(Row row, boolean withContents) throws SQLException {
        return new MessageTemplateRow(
                row.text("id"),
                row.text("name"),
                row.textOrNull("description"),
                row.text("channel"),
                row.text("record_type"),
                row.text("owner"),
                row.text("default_language"),
                row.texts("languages"),
                withContents ? contents(row.text("contents")) : null,
                row.texts("placeholders"),
                row.instant("created_at"),
                row.instant("changed_at"),
                row.text("changed_by"),
                row.longValue("stream_version"));
    }

    private static Map<String, Content> contents(String json) {
        try {
            return Json.MAPPER.readValue(json, new TypeReference<Map<String, Content>>() {});
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
