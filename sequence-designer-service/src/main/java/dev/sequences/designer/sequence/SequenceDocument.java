package dev.sequences.designer.sequence;

import dev.sequences.chassis.unit.Unit;
import dev.sequences.designer.drawing.DraftDocument;
import dev.sequences.designer.sequence.model.Sequence;
import dev.sequences.designer.tag.TagLabel;
import dev.sequences.designer.tag.Tags;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A sequence after a command.
 *
 * @param owner user or team id
 * @param businessUnit business unit it belongs to; null if it belongs to the whole organization
 * @param version the newest version, live while the sequence is active; 0 before the first
 */
public record SequenceDocument(
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
        DraftDocument draft) {

    static SequenceDocument of(Unit unit, String id, Sequence sequence) {
        return new SequenceDocument(
                id,
                sequence.name(),
                sequence.description(),
                sequence.recordType(),
                sequence.status().wireName(),
                sequence.version(),
                sequence.ownerType().wireName(),
                sequence.owner(),
                sequence.businessUnit(),
                Tags.labels(unit, sequence.tags()),
                DraftDocument.of(sequence.draft()));
    }
}
