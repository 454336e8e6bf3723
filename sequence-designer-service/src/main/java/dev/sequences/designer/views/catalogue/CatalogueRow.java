package dev.sequences.designer.views.catalogue;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sequences.designer.drawing.DraftDocument;
import dev.sequences.designer.tag.TagLabel;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link CatalogueCard} holds. Nobody makes one here; the OpenAPI document tells it to callers, and a test to us.
 *
 * @param version the newest version, live while the sequence is active; 0 before the first
 * @param owner user or team id
 * @param businessUnit the part of the organisation it belongs to; null when it belongs to all
 * @param templateId the template that it was created from; null when it was drawn from the start or copied
 * @param tags by path
 * @param draft as it was stored; left out of lists, since a draft may be long
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
