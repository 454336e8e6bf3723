package dev.sequences.designer.library;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sequences.designer.messagetemplate.model.MessageTemplate.Content;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Sequences and their dependencies, without owner and status: the importing user owns them and activates them after review.
 *
 * @param format {@value #FORMAT}
 * @param tags paths, e.g. {@code Region/EMEA}
 * @param holidayCalendars omitted if empty, so that older readers can read the document
 */
@JsonPropertyOrder({"format", "tags", "messageTemplates", "holidayCalendars", "sequences"})
public record LibraryDocument(
        @Nullable String format,
        @Nullable List<@Nullable String> tags,
        @Nullable List<@Nullable TemplateEntry> messageTemplates,

        @JsonInclude(JsonInclude.Include.NON_EMPTY) @Nullable
        List<@Nullable CalendarEntry> holidayCalendars,

        @Nullable List<@Nullable SequenceEntry> sequences) {

    public static final String FORMAT = "sequences-library/v1";

    /** @param id a UUID, or a readable key that always maps to the same UUID */
    @JsonPropertyOrder({"id", "name", "description", "channel", "recordType", "defaultLanguage", "contents"})
    public record TemplateEntry(
            @Nullable String id,
            @Nullable String name,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String description,

            @Nullable String channel,
            @Nullable String recordType,
            @Nullable String defaultLanguage,
            @Nullable Map<String, @Nullable Content> contents) {}

    /** @param id the word sequences refer to it by, e.g. austria; the same in every installation */
    @JsonPropertyOrder({"id", "name", "description", "holidays"})
    public record CalendarEntry(
            @Nullable String id,
            @Nullable String name,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String description,

            @Nullable List<@Nullable HolidayEntry> holidays) {}

    /** @param yearly defaults to false */
    @JsonPropertyOrder({"day", "name", "yearly"})
    public record HolidayEntry(
            @Nullable String day,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String name,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Boolean yearly) {}

    /**
     * @param id a UUID, or a readable key that always maps to the same UUID
     * @param tags paths; unchanged if omitted
     * @param draft as at {@code PUT /sequences/{id}/draft}; unchanged if omitted
     */
    @JsonPropertyOrder({"id", "name", "description", "recordType", "tags", "draft"})
    public record SequenceEntry(
            @Nullable String id,
            @Nullable String name,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String description,

            @Nullable String recordType,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            List<@Nullable String> tags,

            @JsonInclude(JsonInclude.Include.NON_NULL)
            @Schema(type = org.eclipse.microprofile.openapi.annotations.enums.SchemaType.OBJECT)
            @Nullable
            JsonNode draft) {}
}
