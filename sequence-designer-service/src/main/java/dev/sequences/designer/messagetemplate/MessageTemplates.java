package dev.sequences.designer.messagetemplate;

import dev.sequences.chassis.answer.Problem;
import dev.sequences.chassis.eventlog.AggregateType;
import dev.sequences.chassis.rows.Rows;
import dev.sequences.chassis.unit.Loaded;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.designer.messagetemplate.model.MessageTemplate;
import dev.sequences.designer.messagetemplate.model.MessageTemplateCommand;
import dev.sequences.designer.messagetemplate.model.MessageTemplateDecider;
import dev.sequences.designer.messagetemplate.model.MessageTemplateEvent;
import java.sql.SQLException;
import java.util.Optional;
import java.util.regex.Pattern;

/** The message template aggregate type. */
public final class MessageTemplates {

    public static final AggregateType<MessageTemplateCommand, MessageTemplate, MessageTemplateEvent> MESSAGE_TEMPLATE =
            AggregateType.of("message-template", new MessageTemplateDecider());

    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private MessageTemplates() {}

    /** Loads the template, or throws 404. */
    static Loaded<MessageTemplate> find(Unit unit, String id) {
        Loaded<MessageTemplate> template = unit.load(MESSAGE_TEMPLATE, require(id));
        if (!template.state().exists()) {
            throw Problem.unknown("message-template", id);
        }
        return template;
    }

    /** Whether a template with this id exists, for references from other aggregates. */
    public static boolean exists(Unit unit, String id) {
        return channel(unit, id).isPresent();
    }

    /** Returns the API name of the channel of a template, empty if no such template exists. */
    public static Optional<String> channel(Unit unit, String id) {
        if (!ID.matcher(id).matches()) {
            return Optional.empty();
        }
        try {
            MessageTemplate template = unit.load(MESSAGE_TEMPLATE, id).state();
            return template.exists() ? Optional.of(template.properties().channel()) : Optional.empty();
        } catch (Problem anotherAggregateType) {
            return Optional.empty();
        }
    }

    /** Returns the id, or throws 404 for a malformed one without a database access. */
    public static String require(String id) {
        if (!ID.matcher(id).matches()) {
            throw Problem.unknown("message-template", id);
        }
        return id;
    }

    /** Number of active sequences with a version that uses the template; enrollments stay in the version that they started with. */
    static int liveUses(Unit unit, String id) throws SQLException {
        return Rows.of(
                        unit.connection(),
                        "select count(distinct v.sequence_id) as uses from sequence_version v"
                                + " join sequence_catalogue c on c.id = v.sequence_id"
                                + " where version_templates(v.definition) @> array[?::text]"
                                + " and c.status in ('active', 'revision')")
                .with(id)
                .one(row -> row.intValue("uses"));
    }
}
