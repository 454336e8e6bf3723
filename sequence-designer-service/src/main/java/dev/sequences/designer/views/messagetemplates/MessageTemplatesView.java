package dev.sequences.designer.views.messagetemplates;

import dev.sequences.chassis.eventlog.Recorded;
import dev.sequences.chassis.json.Json;
import dev.sequences.chassis.rows.Rows;
import dev.sequences.chassis.unit.EventEffect;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.designer.messagetemplate.model.MessageTemplate.Properties;
import dev.sequences.designer.messagetemplate.model.MessageTemplateEvent;
import dev.sequences.designer.messagetemplate.model.MessageTemplateEvent.Changed;
import dev.sequences.designer.messagetemplate.model.MessageTemplateEvent.Created;
import dev.sequences.designer.messagetemplate.model.MessageTemplateEvent.Deleted;
import dev.sequences.designer.messagetemplate.model.Rendering;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** One row per message template, written in the transaction of the events. */
@ApplicationScoped
class MessageTemplatesView implements EventEffect {

    private static final String INSERT = """
        insert into message_template
          (id, stream_version, name, description, channel, record_type, owner, default_language, languages, contents,
           placeholders, created_at, changed_at, changed_by)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        on conflict (id) do nothing
        """;

    private static final String UPDATE = """
        update message_template
        set stream_version = ?, name = ?, description = ?, default_language = ?, languages = ?, contents = ?,
            placeholders = ?, changed_at = ?, changed_by = ?
        where id = ? and stream_version = ?
        """;

    @Override
    public void apply(Unit unit, List<Recorded<?>> events) throws SQLException {
        for (Recorded<?> recorded : events) {
            if (recorded.event() instanceof MessageTemplateEvent event) {
                apply(unit.connection(), recorded, event);
            }
        }
    }

    private static void apply(Connection connection, Recorded<?> at, MessageTemplateEvent event) throws SQLException {
        switch (event) {
            case Created e ->
                Rows.of(connection, INSERT)
                        .with(
                                at.aggregateId(),
                                at.position() + 1,
                                e.properties().name(),
                                e.properties().description(),
                                e.properties().channel(),
                                e.properties().recordType(),
                                e.owner(),
                                e.properties().defaultLanguage(),
                                languages(e.properties()),
                                Json.text(e.properties().contents()),
                                Rendering.fields(e.properties()).toArray(String[]::new),
                                at.at(),
                                at.at(),
                                at.cause().actor())
                        .update();
            case Changed e ->
                Rows.of(connection, UPDATE)
                        .with(
                                at.position() + 1,
                                e.properties().name(),
                                e.properties().description(),
                                e.properties().defaultLanguage(),
                                languages(e.properties()),
                                Json.text(e.properties().contents()),
                                Rendering.fields(e.properties()).toArray(String[]::new),
                                at.at(),
                                at.cause().actor(),
                                at.aggregateId(),
                                at.position())
                        .update();
            case Deleted e ->
                Rows.of(connection, "delete from message_template where id = ?")
                        .with(at.aggregateId())
                        .update();
        }
    }

    private static String[] languages(Properties properties) {
        return properties.contents().keySet().toArray(String[]::new);
    }
}
