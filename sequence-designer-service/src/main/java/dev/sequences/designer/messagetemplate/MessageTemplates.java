package dev.sequences.designer.messagetemplate;

import dev.sequences.chassis.answer.Problem;
import dev.sequences.chassis.eventlog.AggregateType;
import dev.sequences.chassis.unit.Loaded;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.designer.messagetemplate.model.MessageTemplate;
import dev.sequences.designer.messagetemplate.model.MessageTemplateCommand;
import dev.sequences.designer.messagetemplate.model.MessageTemplateDecider;
import dev.sequences.designer.messagetemplate.model.MessageTemplateEvent;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.regex.Pattern;

/** The message template as a kind of aggregate. */
public final class MessageTemplates {

    public static final AggregateType<MessageTemplateCommand, MessageTemplate, MessageTemplateEvent> MESSAGE_TEMPLATE =
            AggregateType.of("message-template", new MessageTemplateDecider());

    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private MessageTemplates() {}

    /** The template {@code id}, or 404. */
    static Loaded<MessageTemplate> find(Unit unit, String id) {
        Loaded<MessageTemplate> template = unit.load(MESSAGE_TEMPLATE, require(id));
        if (!template.state().exists()) {
            throw Problem.unknown("message-template", id);
        }
        return template;
    }

    /** Whether there is one, for whoever refers to it. */
    public static boolean exists(Unit unit, String id) {
        return channel(unit, id).isPresent();
    }

    /** Wire name of its channel, for whoever refers to it; empty when there is none. */
    public static Optional<String> channel(Unit unit, String id) {
        if (!ID.matcher(id).matches()) {
            return Optional.empty();
        }
        try {
            MessageTemplate template = unit.load(MESSAGE_TEMPLATE, id).state();
            return template.exists() ? Optional.of(template.properties().channel()) : Optional.empty();
        } catch (Problem itIsSomethingElse) {
            return Optional.empty();
        }
    }

    /** 404 for what cannot be an id, before any table is asked. */
    public static String require(String id) {
        if (!ID.matcher(id).matches()) {
            throw Problem.unknown("message-template", id);
        }
        return id;
    }

    /** Active sequences with a version that names the template: enrollments stay in the version that they began with. */
    static int liveUses(Unit unit, String id) throws SQLException {
        try (PreparedStatement read = unit.connection()
                .prepareStatement("select count(distinct v.sequence_id) from sequence_version v"
                        + " join sequence_catalogue c on c.id = v.sequence_id"
                        + " where version_templates(v.definition) @> array[?::text]"
                        + " and c.status in ('active', 'revision')")) {
            read.setString(1, id);
            try (ResultSet result = read.executeQuery()) {
                result.next();
                return result.getInt(1);
            }
        }
    }
}
