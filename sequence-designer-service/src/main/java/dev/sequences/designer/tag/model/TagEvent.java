package dev.sequences.designer.tag.model;

import org.jspecify.annotations.Nullable;

/** What happened to a tag. */
public sealed interface TagEvent {

    record Added(String id, String name, @Nullable String parentId) implements TagEvent {}

    record Renamed(String id, String name) implements TagEvent {}

    record Moved(String id, @Nullable String parentId) implements TagEvent {}

    /** It is off all sequences, and its children are where it was: below {@code parentId}. */
    record Deleted(String id, @Nullable String parentId) implements TagEvent {}
}
