package dev.sequences.designer.views.messagetemplates;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sequences.designer.messagetemplate.model.MessageTemplate.Content;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A message template in lists and reads.
 *
 * @param contents by language; omitted in lists
 * @param placeholders the fields used in its texts
 * @param streamVersion the entity tag
 */
public record MessageTemplateRow(
        String id,
        String name,
        @Nullable String description,

        @Schema(enumeration = {"email", "text-message"}) String channel,

        String recordType,
        String owner,
        String defaultLanguage,
        List<String> languages,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Map<String, Content> contents,
        List<String> placeholders,
        Instant createdAt,
        Instant changedAt,
        String changedBy,
        @JsonIgnore long streamVersion) {}
