package dev.sequences.designer.tag.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What may be asked of the tags. */
public sealed interface TagCommand {

    /** A tag to be, with its new id. */
    record NewTag(String id, String name) {}

    /**
     * All of them, or none.
     *
     * @param parentId null for level 1
     * @param mostPerLevel tags that each level below the first may have
     */
    record AddTags(List<NewTag> tags, @Nullable String parentId, int mostPerLevel) implements TagCommand {}

    /** Renames and moves; what stays as it is is given as it is. */
    record ChangeTag(String id, String name, @Nullable String parentId, int mostPerLevel) implements TagCommand {}

    /** Takes it off all sequences; its children move up one level. */
    record DeleteTag(String id, int mostPerLevel) implements TagCommand {}
}
