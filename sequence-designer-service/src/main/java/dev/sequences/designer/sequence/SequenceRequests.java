package dev.sequences.designer.sequence;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Request bodies. */
final class SequenceRequests {

    private SequenceRequests() {}

    /** {@code recordType} defaults to lead and cannot be changed later. */
    record CreateRequest(
            @Nullable String name,
            @Nullable String description,

            @Schema(
                    enumeration = {"lead", "opportunity", "account", "contact"},
                    defaultValue = "lead")
            @Nullable
            String recordType,

            @Nullable String templateId) {}

    /** Omitted fields are unchanged; a null description is removed. {@code recordType} exists only to be refused with a reason. */
    record RenameRequest(
            @Nullable String name,

            @Schema(implementation = String.class, nullable = true) @Nullable
            JsonNode description,

            @Schema(implementation = String.class, deprecated = true) @Nullable
            JsonNode recordType) {}

    /** The description of the change is required to activate a revision. */
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

    /** The complete set of tags. */
    record TagsRequest(@Nullable List<@Nullable String> tagIds) {}

    record CopyRequest(@Nullable String name, @Nullable String description) {}
}
