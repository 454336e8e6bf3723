package dev.sequences.designer.library;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.sequences.chassis.ids.DerivedIds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/**
 * Ids in a document and the references of drafts to them. Anywhere in a draft, a field {@code templateId} refers to a message
 * template, {@code sequenceId} to a sequence and {@code holidayCalendar} to a holiday calendar.
 */
final class LibraryIds {

    private static final Pattern UUID_TEXT = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern KEY = Pattern.compile("[a-z0-9][a-z0-9-]{0,79}");

    /** Namespace of keys; never change it, since the same key must always map to the same id. */
    private static final UUID KEYS = UUID.fromString("5e9ce5c0-0000-5000-8000-5eed00000001");

    /** What a draft can refer to. */
    enum Kind {
        SEQUENCE("sequence", "sequenceId"),
        MESSAGE_TEMPLATE("message-template", "templateId"),
        HOLIDAY_CALENDAR("holiday-calendar", "holidayCalendar");

        private final String wireName;
        private final String field;

        Kind(String wireName, String field) {
            this.wireName = wireName;
            this.field = field;
        }

        String wireName() {
            return wireName;
        }
    }

    /** A reference in a draft. */
    record Reference(Kind kind, String id) {}

    private LibraryIds() {}

    static boolean isReadable(String id) {
        return UUID_TEXT.matcher(id).matches() || KEY.matcher(id).matches();
    }

    static boolean isId(String id) {
        return UUID_TEXT.matcher(id).matches();
    }

    /** The id; a key always maps to the same one. Holiday calendars use a word as their id everywhere. */
    static String resolved(Kind kind, String idOrKey) {
        return isId(idOrKey) || kind == Kind.HOLIDAY_CALENDAR
                ? idOrKey
                : DerivedIds.of(KEYS, kind.wireName + ":" + idOrKey);
    }

    static List<Reference> references(JsonNode draft) {
        List<Reference> references = new ArrayList<>();
        walk(
                draft,
                (object, kind) -> references.add(
                        new Reference(kind, object.get(kind.field).textValue())));
        return references.stream().distinct().toList();
    }

    /** The draft with the document's keys replaced by ids. */
    static JsonNode withIds(JsonNode draft, Map<Kind, Map<String, String>> idsByKey) {
        JsonNode copy = draft.deepCopy();
        walk(copy, (object, kind) -> {
            String id = idsByKey.getOrDefault(kind, Map.of())
                    .get(object.get(kind.field).textValue());
            if (id != null) {
                object.set(kind.field, TextNode.valueOf(id));
            }
        });
        return copy;
    }

    private static void walk(JsonNode node, BiConsumer<ObjectNode, Kind> visitor) {
        if (node instanceof ObjectNode object) {
            for (Kind kind : Kind.values()) {
                if (object.path(kind.field).isTextual()) {
                    visitor.accept(object, kind);
                }
            }
            object.forEach(inner -> walk(inner, visitor));
        } else if (node instanceof ArrayNode array) {
            array.forEach(inner -> walk(inner, visitor));
        }
    }
}
