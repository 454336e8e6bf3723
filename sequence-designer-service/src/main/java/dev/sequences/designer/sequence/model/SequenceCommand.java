package dev.sequences.designer.sequence.model;

import dev.sequences.designer.sequence.model.context.DraftContext;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Commands of a sequence. */
public sealed interface SequenceCommand {

    Editor by();

    /**
     * Creates a sequence that the editor owns.
     *
     * @param draft initial draft: {@link Draft#EMPTY}, or that of the copied sequence or template
     * @param copiedFrom id of that sequence, or {@code template:} and the id of the template
     */
    record CreateSequence(
            Editor by,
            String name,
            @Nullable String description,
            String recordType,
            Draft draft,
            @Nullable String copiedFrom)
            implements SequenceCommand {}

    record ChangeDraft(Editor by, Draft draft) implements SequenceCommand {}

    record RenameSequence(Editor by, String name, @Nullable String description) implements SequenceCommand {}

    /**
     * Freezes the draft as the next version.
     *
     * @param changeDescription required to activate a revision
     * @param seatFree whether the limit of active sequences allows one more
     * @param context what the draft is checked against
     * @param maxVersions maximum number of versions of a sequence
     */
    record ActivateSequence(
            Editor by, @Nullable String changeDescription, boolean seatFree, DraftContext context, int maxVersions)
            implements SequenceCommand {

        /** With the default maximum number of versions. */
        public ActivateSequence(Editor by, @Nullable String changeDescription, boolean seatFree, DraftContext context) {
            this(by, changeDescription, seatFree, context, SequenceDecider.MAX_VERSIONS);
        }
    }

    record DeactivateSequence(Editor by) implements SequenceCommand {}

    record StartRevision(Editor by) implements SequenceCommand {}

    record DiscardRevision(Editor by) implements SequenceCommand {}

    /** Assigns it to another owner. */
    record AssignSequence(Editor by, OwnerType ownerType, String owner) implements SequenceCommand {}

    /**
     * Replaces its tags.
     *
     * @param known the ids that are existing tags
     * @param maxTags maximum number of tags of a sequence
     */
    record TagSequence(Editor by, List<String> tagIds, Set<String> known, int maxTags) implements SequenceCommand {}

    record DeleteSequence(Editor by) implements SequenceCommand {}
}
