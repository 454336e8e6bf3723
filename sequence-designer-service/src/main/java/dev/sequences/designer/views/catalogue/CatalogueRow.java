package dev.sequences.designer.views.catalogue;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.sequences.designer.drawing.DraftDocument;
import dev.sequences.designer.tag.TagLabel;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A sequence as it is listed and read.
 *
 * @param version the newest version, live while the sequence is active; 0 before the first
 * @param owner user or team id
 * @param businessUnit the part of the organisation it belongs to; null when it belongs to all
 * @param tags by path
 * @param draft as it was stored; left out of lists, since a draft may be long
 * @param streamVersion the entity tag
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
        List<TagLabel> tags,

        @JsonInclude(JsonInclude.Include.NON_NULL) @JsonRawValue @Schema(implementation = DraftDocument.class) @Nullable
        String draft,

        Instant createdAt,
        Instant changedAt,
        String changedBy,
        @JsonIgnore long streamVersion) {

    CatalogueRow tagged(List<TagLabel> labels) {
        return new CatalogueRow(
                id,
                name,
                description,
                recordType,
                status,
                version,
                ownerType,
                owner,
                businessUnit,
                labels,
                draft,
                createdAt,
                changedAt,
                changedBy,
                streamVersion);
    }
}
