package dev.sequences.designer.views.messagetemplates;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.sequences.chassis.json.Json;
import dev.sequences.designer.messagetemplate.model.MessageTemplate.Content;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Reads of message templates. Everybody who may write to a customer may read all of them. */
@ApplicationScoped
class MessageTemplatesTable {

    private static final String COLUMNS =
            "select id, name, description, channel, record_type, owner, default_language, languages, contents,"
                    + " placeholders, created_at, changed_at, changed_by, stream_version from message_template";

    private final DataSource dataSource;

    MessageTemplatesTable(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Which templates are wanted; null for any. */
    record Filter(
            @Nullable String channel,
            @Nullable String recordType,
            @Nullable String language,
            @Nullable String q) {}

    Optional<MessageTemplateRow> find(String id) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement read = connection.prepareStatement(COLUMNS + " where id = ?")) {
            read.setString(1, id);
            try (ResultSet result = read.executeQuery()) {
                return result.next() ? Optional.of(row(result, true)) : Optional.empty();
            }
        }
    }

    /** By name, after this name and id. */
    List<MessageTemplateRow> list(Filter filter, List<String> after, int most) throws SQLException {
        StringBuilder sql = new StringBuilder(COLUMNS + " where true");
        List<Object> parameters = new ArrayList<>();
        with(sql, parameters, " and channel = ?", filter.channel());
        with(sql, parameters, " and record_type = ?", filter.recordType());
        with(sql, parameters, " and ? = any(languages)", filter.language());
        with(
                sql,
                parameters,
                " and position(lower(?) in lower(concat_ws(chr(10), name, description))) > 0",
                filter.q());
        if (!after.isEmpty()) {
            sql.append(" and (lower(name), id) > (lower(?), ?)");
            parameters.addAll(after);
        }
        sql.append(" order by lower(name), id limit ?");
        parameters.add(most);
        try (Connection connection = dataSource.getConnection();
                PreparedStatement read = connection.prepareStatement(sql.toString())) {
            for (int i = 0; i < parameters.size(); i++) {
                read.setObject(i + 1, parameters.get(i));
            }
            List<MessageTemplateRow> rows = new ArrayList<>();
            try (ResultSet result = read.executeQuery()) {
                while (result.next()) {
                    rows.add(row(result, false));
                }
            }
            return rows;
        }
    }

    private static void with(StringBuilder sql, List<Object> parameters, String condition, @Nullable String value) {
        if (value != null) {
            sql.append(condition);
            parameters.add(value);
        }
    }

    private static MessageTemplateRow row(ResultSet result, boolean whole) throws SQLException {
        return new MessageTemplateRow(
                result.getString("id"),
                result.getString("name"),
                result.getString("description"),
                result.getString("channel"),
                result.getString("record_type"),
                result.getString("owner"),
                result.getString("default_language"),
                List.of((String[]) result.getArray("languages").getArray()),
                whole ? contents(result.getString("contents")) : null,
                List.of((String[]) result.getArray("placeholders").getArray()),
                result.getObject("created_at", OffsetDateTime.class).toInstant(),
                result.getObject("changed_at", OffsetDateTime.class).toInstant(),
                result.getString("changed_by"),
                result.getLong("stream_version"));
    }

    private static Map<String, Content> contents(String json) {
        try {
            return Json.MAPPER.readValue(json, new TypeReference<Map<String, Content>>() {});
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
