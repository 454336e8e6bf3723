package dev.sequences.designer.tag.model;

import org.jspecify.annotations.Nullable;

/** Domain events of a tag. */
public sealed interface TagEvent {

    record Added(String id, String name, @Nullable String parentId) implements TagEvent {}

    record Renamed(String id, String name) implements TagEvent {}

    record Moved(String id, @Nullable String parentId) implements TagEvent {}

    /** The tag is removed from all sequences, and its children move to {@code parentId}. */
    record Deleted(String id, @Nullable String parentId) implements TagEvent {}
}
