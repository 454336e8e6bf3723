package dev.sequences.designer.messagetemplate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequences.chassis.answer.Problem;
import dev.sequences.designer.messagetemplate.model.MessageTemplate.Content;
import dev.sequences.designer.messagetemplate.model.MessageTemplate.Properties;
import dev.sequences.designer.sequence.model.RecordType;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Request bodies. */
final class MessageTemplateRequests {

    private static final String DEFAULT_LANGUAGE = "en";

    private MessageTemplateRequests() {}

    /** One language. */
    record ContentRequest(
            @Nullable String subject, @Nullable String body) {}

    /** {@code recordType} defaults to lead, {@code defaultLanguage} to the only language or en. */
    record CreateRequest(
            @Nullable String name,
            @Nullable String description,

            @Schema(enumeration = {"email", "text-message"}) @Nullable
            String channel,

            @Schema(
                    enumeration = {"lead", "opportunity", "account", "contact"},
                    defaultValue = "lead")
            @Nullable
            String recordType,

            @Nullable String defaultLanguage,
            @Nullable Map<String, @Nullable ContentRequest> contents) {

        Properties properties() {
            Map<String, Content> given = read(contents);
            String language = given.size() == 1 ? given.keySet().iterator().next() : DEFAULT_LANGUAGE;
            return new Properties(
                    Objects.requireNonNullElse(name, ""),
                    description,
                    Objects.requireNonNullElse(channel, ""),
                    Objects.requireNonNullElse(recordType, RecordType.DEFAULT),
                    Objects.requireNonNullElse(defaultLanguage, language),
                    given);
        }
    }

    /** Omitted fields are unchanged; a null description is removed; {@code contents} are replaced as a whole. */
    record ChangeRequest(
            @Nullable String name,

            @Schema(implementation = String.class, nullable = true) @Nullable
            JsonNode description,

            @Nullable String defaultLanguage,
            @Nullable Map<String, @Nullable ContentRequest> contents,
            @Nullable String channel,
            @Nullable String recordType) {

        Properties applyTo(Properties present) {
            JsonNode words = description;
            if (words != null && !words.isTextual() && !words.isNull()) {
                throw Problem.unreadable(
                        "wrong-type",
                        "description",
                        "'description' must be text or null.",
                        "Send text, or null to remove the description.");
            }
            return new Properties(
                    Objects.requireNonNullElse(name, present.name()),
                    words == null ? present.description() : words.textValue(),
                    Objects.requireNonNullElse(channel, present.channel()),
                    Objects.requireNonNullElse(recordType, present.recordType()),
                    Objects.requireNonNullElse(defaultLanguage, present.defaultLanguage()),
                    contents == null ? present.contents() : read(contents));
        }
    }

    /** @param values by field; omit a field without a value or set it to null */
    record RenderRequest(
            @Nullable String language, @Nullable Map<String, @Nullable String> values) {}

    private static Map<String, Content> read(@Nullable Map<String, @Nullable ContentRequest> contents) {
        Map<String, Content> read = new TreeMap<>();
        if (contents != null) {
            contents.forEach((language, content) -> read.put(
                    language,
                    content == null
                            ? new Content(null, "")
                            : new Content(content.subject(), Objects.requireNonNullElse(content.body(), ""))));
        }
        return read;
    }
}
