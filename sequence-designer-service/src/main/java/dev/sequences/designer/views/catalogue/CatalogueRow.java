package dev.sequences.designer.views.catalogue;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sequences.designer.drawing.DraftDocument;
import dev.sequences.designer.tag.TagLabel;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a {@link CatalogueCard}, for the OpenAPI document. Never instantiated; a test compares it with the JSON.
 *
 * @param version the newest version, live while the sequence is active; 0 before the first
 * @param owner user or team id
 * @param businessUnit business unit it belongs to; null if it belongs to the whole organization
 * @param templateId the template it was created from; null if created empty or copied
 * @param tags by path
 * @param draft as stored; omitted in lists, since drafts may be long
 */
public record CatalogueRow(
        String id,
        String name,
        @Nullable String description,
        String recordType,

        @Schema(enumeration = {"inactive", "active", "revision"})
        String status,

        int version,

        @Schema(enumeration = {"user", "team"}) String ownerType,

        String owner,
        @Nullable String businessUnit,
        @Nullable String templateId,
        Instant createdAt,
        Instant changedAt,
        String changedBy,
        List<TagLabel> tags,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable DraftDocument draft) {}
