package dev.sequences.designer.messagetemplate;

import dev.sequences.designer.messagetemplate.model.MessageTemplate;
import dev.sequences.designer.messagetemplate.model.MessageTemplate.Content;
import dev.sequences.designer.messagetemplate.model.MessageTemplate.Properties;
import dev.sequences.designer.messagetemplate.model.Rendering;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A message template after a command.
 *
 * @param placeholders the fields used in its texts
 */
public record MessageTemplateDocument(
        String id,
        String name,
        @Nullable String description,

        @Schema(enumeration = {"email", "text-message"}) String channel,

        String recordType,
        String owner,
        String defaultLanguage,
        Map<String, Content> contents,
        List<String> placeholders) {

    /**
     * A rendered message.
     *
     * @param language the language used
     * @param html the body as safe HTML; values are escaped
     * @param missing fields without a value; their placeholders remain in the text
     */
    public record RenderedDocument(
            String language, @Nullable String subject, String body, String html, List<String> missing) {

        static RenderedDocument of(Rendering rendering) {
            return new RenderedDocument(
                    rendering.language(), rendering.subject(), rendering.body(), rendering.html(), rendering.missing());
        }
    }

    static MessageTemplateDocument of(String id, MessageTemplate template) {
        Properties properties = template.properties();
        return new MessageTemplateDocument(
                id,
                properties.name(),
                properties.description(),
                properties.channel(),
                properties.recordType(),
                template.owner(),
                properties.defaultLanguage(),
                properties.contents(),
                Rendering.fields(properties));
    }
}
