package dev.sequences.designer.sequence;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What callers send. */
final class SequenceRequests {

    private SequenceRequests() {}

    /** {@code recordType} is lead when not given, and fixed from then on. */
    record CreateRequest(
            @Nullable String name,
            @Nullable String description,

            @Schema(
                    enumeration = {"lead", "opportunity", "account", "contact"},
                    defaultValue = "lead")
            @Nullable
            String recordType,

            @Nullable String templateId) {}

    /**
     * A field that is left out stays as it is; a description of null is removed. {@code recordType} is there to be refused
     * with a reason.
     */
    record RenameRequest(
            @Nullable String name,

            @Schema(implementation = String.class, nullable = true) @Nullable
            JsonNode description,

            @Schema(implementation = String.class, deprecated = true) @Nullable
            JsonNode recordType) {}

    /** A revision goes live only with a description of what changed. */
    record ActivateRequest(@Nullable String changeDescription) {

        static final ActivateRequest EMPTY = new ActivateRequest(null);
    }

    record AssignRequest(
            @Schema(enumeration = {"user", "team", "me"}) @Nullable
            String ownerType,

            @Nullable String ownerId) {}

    record AssignSeveralRequest(
            @Nullable List<@Nullable String> ids,

            @Schema(enumeration = {"user", "team", "me"}) @Nullable
            String ownerType,

            @Nullable String ownerId) {}

    /** All tags that the sequence shall have. */
    record TagsRequest(@Nullable List<@Nullable String> tagIds) {}

    record CopyRequest(@Nullable String name, @Nullable String description) {}
}
