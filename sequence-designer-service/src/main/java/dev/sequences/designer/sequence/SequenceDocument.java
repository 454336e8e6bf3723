package dev.sequences.designer.sequence;

import dev.sequences.designer.drawing.DraftDocument;
import dev.sequences.designer.sequence.model.Sequence;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A sequence after a command.
 *
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
        String owner,
        List<String> tags,
        DraftDocument draft) {

    static SequenceDocument of(String id, Sequence sequence) {
        return new SequenceDocument(
                id,
                sequence.name(),
                sequence.description(),
                sequence.recordType(),
                sequence.status().wireName(),
                sequence.version(),
                sequence.owner(),
                List.of(),
                DraftDocument.of(sequence.draft()));
    }
}
