package dev.sequences.designer.tag;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Request bodies. */
final class TagRequests {

    private TagRequests() {}

    /** Without {@code parentId} the tag is on level 1. */
    record AddRequest(@Nullable String name, @Nullable String parentId) {}

    record AddSeveralRequest(
            @Nullable List<@Nullable String> names,
            @Nullable String parentId) {}

    /** Omitted fields are unchanged; a null {@code parentId} moves the tag to level 1. */
    record ChangeRequest(
            @Nullable String name,

            @Schema(implementation = String.class, nullable = true) @Nullable
            JsonNode parentId) {}
}
