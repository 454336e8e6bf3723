package dev.sequences.designer.sequence.model;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What happened to a sequence. */
public sealed interface SequenceEvent {

    /**
     * @param owner the user who created it
     * @param businessUnit the owner's part of the organisation; null when there is none, so in events from before there were any
     */
    record Created(
            String name,
            @Nullable String description,
            String recordType,
            String owner,
            Draft draft,
            @Nullable String copiedFrom,
            @Nullable String businessUnit)
            implements SequenceEvent {

        private static final String TEMPLATE = "template:";

        /** What {@code copiedFrom} says of the template with this id. */
        public static String fromTemplate(String templateId) {
            return TEMPLATE + templateId;
        }

        /** The template it began with; empty when it began with nothing, or as a copy of another sequence. */
        public Optional<String> templateId() {
            return copiedFrom != null && copiedFrom.startsWith(TEMPLATE)
                    ? Optional.of(copiedFrom.substring(TEMPLATE.length()))
                    : Optional.empty();
        }

        /** In no business unit. */
        public Created(
                String name,
                @Nullable String description,
                String recordType,
                String owner,
                Draft draft,
                @Nullable String copiedFrom) {
            this(name, description, recordType, owner, draft, copiedFrom, null);
        }
    }

    record DraftChanged(Draft draft) implements SequenceEvent {}

    record Renamed(String name, @Nullable String description) implements SequenceEvent {}

    /**
     * Carries the whole version: nobody has to put one together from edits.
     *
     * @param ownerType wire name of an {@link OwnerType}; null in events from before it was kept
     */
    record Activated(
            int version,
            String name,
            @Nullable String description,
            String recordType,
            String owner,
            @Nullable String changeDescription,
            Draft frozen,
            @Nullable String ownerType)
            implements SequenceEvent {}

    record Deactivated(int version) implements SequenceEvent {}

    record RevisionStarted(int liveVersion) implements SequenceEvent {}

    /** The draft is again what the live version froze. */
    record RevisionDiscarded(int liveVersion) implements SequenceEvent {}

    /** @param ownerType wire name of an {@link OwnerType} */
    record Reassigned(String ownerType, String owner) implements SequenceEvent {}

    /** {@code tagIds} are all it has from now on. */
    record Tagged(List<String> tagIds) implements SequenceEvent {}

    /** {@code lastVersion} is 0 when it never was active. */
    record Deleted(int lastVersion) implements SequenceEvent {}
}
