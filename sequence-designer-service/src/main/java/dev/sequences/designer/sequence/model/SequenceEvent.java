package dev.sequences.designer.sequence.model;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Domain events of a sequence. */
public sealed interface SequenceEvent {

    /**
     * @param owner the user who created it
     * @param businessUnit business unit of the owner; null if there is none, as in events from before business units existed
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

        /** Returns the {@code copiedFrom} value for the template with this id. */
        public static String fromTemplate(String templateId) {
            return TEMPLATE + templateId;
        }

        /** The template it was created from; empty if it was created from an empty draft or copied from another sequence. */
        public Optional<String> templateId() {
            return copiedFrom != null && copiedFrom.startsWith(TEMPLATE)
                    ? Optional.of(copiedFrom.substring(TEMPLATE.length()))
                    : Optional.empty();
        }

        /** Without a business unit. */
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
     * Contains the complete version, so that consumers need not apply edits.
     *
     * @param ownerType API name of an {@link OwnerType}; null in events from before it was stored
     * @param businessUnit business unit of the sequence; null if there is none, and in events from before it was stored
     */
    record Activated(
            int version,
            String name,
            @Nullable String description,
            String recordType,
            String owner,
            @Nullable String changeDescription,
            Draft frozen,
            @Nullable String ownerType,
            @Nullable String businessUnit)
            implements SequenceEvent {}

    record Deactivated(int version) implements SequenceEvent {}

    record RevisionStarted(int liveVersion) implements SequenceEvent {}

    /** The draft is reset to the live version. */
    record RevisionDiscarded(int liveVersion) implements SequenceEvent {}

    /**
     * @param ownerType API name of an {@link OwnerType}
     * @param businessUnit unchanged business unit of the sequence, for consumers; null if there is none, and in events from before it was
     *     stored
     */
    record Reassigned(
            String ownerType, String owner, @Nullable String businessUnit) implements SequenceEvent {}

    /** {@code tagIds} replace all previous tags. */
    record Tagged(List<String> tagIds) implements SequenceEvent {}

    /** {@code lastVersion} is 0 if it was never active. */
    record Deleted(int lastVersion) implements SequenceEvent {}
}
