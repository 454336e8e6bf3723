package dev.sequences.designer.views.versions;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.sequences.designer.drawing.DraftDocument;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One version of a sequence.
 *
 * @param author who activated it
 * @param definition the frozen definition, byte for byte as stored at activation; omitted in lists
 */
public record VersionRow(
        int number,
        String name,
        @Nullable String description,
        @Nullable String changeDescription,
        String author,
        Instant activatedAt,

        @JsonInclude(JsonInclude.Include.NON_NULL) @JsonRawValue @Schema(implementation = DraftDocument.class) @Nullable
        String definition) {}
