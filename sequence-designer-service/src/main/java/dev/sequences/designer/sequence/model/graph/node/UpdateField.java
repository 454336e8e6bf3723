package dev.sequences.designer.sequence.model.graph.node;

import dev.sequences.designer.sequence.model.condition.FieldNameCheck;
import dev.sequences.designer.sequence.model.condition.ValueCheck;
import dev.sequences.designer.sequence.model.context.DraftContext;
import dev.sequences.designer.sequence.model.finding.Place;
import dev.sequences.designer.sequence.model.reading.Fields;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Updates one field of the record, or assigns the record to another owner.
 *
 * @param value text, number or boolean; null clears the field
 * @param owner the new owner; only with the field {@code owner}
 * @param given whether a value was set, since clearing must be explicit
 * @param both whether both a value and {@code clear} are set
 */
public record UpdateField(
        NodeHeader head,
        @Nullable String field,
        @Nullable Object value,
        @Nullable Owner owner,
        boolean given,
        boolean both,
        @Nullable String next)
        implements Node.Straight {

    /** The new owner: {@code user} or {@code team}. */
    public record Owner(@Nullable String type, @Nullable String id) {}

    static final List<String> FIELDS = List.of("field", "value", "clear", "next");

    private static final String OWNER = "owner";
    private static final int MAX_ID_LENGTH = 200;

    static UpdateField read(NodeHeader head, Fields fields) {
        String field = fields.text("field");
        Object value = fields.raw("value");
        boolean clear = fields.flag("clear");
        boolean both = clear && value != null;
        @Nullable Owner owner = null;
        if (OWNER.equals(field)) {
            Optional<Fields> part = fields.object("value", List.of("type", "id"));
            owner = part.map(one -> new Owner(one.choice("type", List.of("user", "team")), one.text("id")))
                    .orElse(null);
            value = null;
        } else if (value instanceof List || value instanceof Map) {
            fields.wrongType("value", "text, a number, true or false", value);
            value = null;
        }
        return new UpdateField(
                head, field, clear ? null : value, owner, value != null || clear, both, fields.text("next"));
    }

    @Override
    public void check(Place node, DraftContext context) {
        if (both) {
            node.at("clear").error("setting-superfluous", "'value' and 'clear' are both set.", "Remove one of them.");
        }
        if (field == null || field.isBlank()) {
            node.at("field")
                    .error(
                            "field-missing",
                            "The field to update is missing.",
                            "Set 'field' to the name of a record field.");
        } else if (field.equals(OWNER)) {
            checkOwner(node.at("value"));
        } else if (FieldNameCheck.check(field, node.at("field"), context.record())) {
            checkValue(node.at("value"), context);
        }
    }

    private void checkOwner(Place at) {
        if (owner == null
                || owner.type() == null
                || owner.id() == null
                || owner.id().isBlank()) {
            at.error(
                    "owner-missing",
                    "The new owner is missing.",
                    "Set 'value', e.g. {\"type\": \"user\", \"id\": \"anna\"}.");
        } else if (owner.id().length() > MAX_ID_LENGTH) {
            at.error(
                    "owner-too-long",
                    "The owner id has " + owner.id().length() + " characters; the limit is " + MAX_ID_LENGTH + ".",
                    "Use the id of a user or a team.");
        }
    }

    private void checkValue(Place at, DraftContext context) {
        if (!given) {
            at.error(
                    "value-missing",
                    "The new value is missing.",
                    "Set 'value' to text, a number, true or false, or set 'clear' to true to clear the field.");
        } else if (value != null) {
            context.record()
                    .field(field == null ? "" : field)
                    .ifPresent(known -> ValueCheck.checkAssignable(value, known, at));
            ValueCheck.checkLength(value, at);
        }
    }
}
