package dev.sequences.designer.sequence.model;

import org.jspecify.annotations.Nullable;

/** What happened to a sequence. */
public sealed interface SequenceEvent {

    record Created(
            String name,
            @Nullable String description,
            String recordType,
            String owner,
            Draft draft,
            @Nullable String copiedFrom)
            implements SequenceEvent {}

    record DraftChanged(Draft draft) implements SequenceEvent {}

    record Renamed(String name, @Nullable String description) implements SequenceEvent {}

    /** Carries the whole version: nobody has to put one together from edits. */
    record Activated(
            int version,
            String name,
            @Nullable String description,
            String recordType,
            String owner,
            @Nullable String changeDescription,
            Draft frozen)
            implements SequenceEvent {}

    record Deactivated(int version) implements SequenceEvent {}

    record RevisionStarted(int liveVersion) implements SequenceEvent {}

    /** The draft is again what the live version froze. */
    record RevisionDiscarded(int liveVersion) implements SequenceEvent {}

    /** {@code lastVersion} is 0 when it never was active. */
    record Deleted(int lastVersion) implements SequenceEvent {}
}
