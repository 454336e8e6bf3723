package dev.sequences.designer.tag.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Commands of the tag tree. */
public sealed interface TagCommand {

    /** A tag to create, with its id. */
    record NewTag(String id, String name) {}

    /**
     * Adds all of them, or none.
     *
     * @param parentId null for level 1
     * @param mostPerLevel maximum number of tags of each level below the first
     */
    record AddTags(List<NewTag> tags, @Nullable String parentId, int mostPerLevel) implements TagCommand {}

    /** Renames and moves a tag; pass unchanged values as they are. */
    record ChangeTag(String id, String name, @Nullable String parentId, int mostPerLevel) implements TagCommand {}

    /** Removes the tag from all sequences; its children move up one level. */
    record DeleteTag(String id, int mostPerLevel) implements TagCommand {}
}
