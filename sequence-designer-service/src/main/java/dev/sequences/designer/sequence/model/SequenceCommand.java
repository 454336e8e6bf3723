package dev.sequences.designer.sequence.model;

import dev.sequences.designer.sequence.model.surroundings.Surroundings;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What may be asked of a sequence. */
public sealed interface SequenceCommand {

    Editor by();

    /**
     * A new sequence of the editor's own.
     *
     * @param draft what to begin with: {@link Draft#EMPTY}, the draft of the sequence it is a copy of, or that of a template
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
     * @param changeDescription needed when a revision goes live
     * @param seatFree whether the organisation may have one more active sequence
     * @param surroundings what the draft is checked against
     * @param mostVersions how many versions a sequence may have
     */
    record ActivateSequence(
            Editor by,
            @Nullable String changeDescription,
            boolean seatFree,
            Surroundings surroundings,
            int mostVersions)
            implements SequenceCommand {

        /** With the usual number of versions. */
        public ActivateSequence(
                Editor by, @Nullable String changeDescription, boolean seatFree, Surroundings surroundings) {
            this(by, changeDescription, seatFree, surroundings, SequenceDecider.MOST_VERSIONS);
        }
    }

    record DeactivateSequence(Editor by) implements SequenceCommand {}

    record StartRevision(Editor by) implements SequenceCommand {}

    record DiscardRevision(Editor by) implements SequenceCommand {}

    /** Gives it to another owner. */
    record AssignSequence(Editor by, OwnerType ownerType, String owner) implements SequenceCommand {}

    /**
     * Replaces its tags.
     *
     * @param known those of the ids that are tags
     * @param most how many a sequence may have
     */
    record TagSequence(Editor by, List<String> tagIds, Set<String> known, int most) implements SequenceCommand {}

    record DeleteSequence(Editor by) implements SequenceCommand {}
}
