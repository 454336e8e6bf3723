package dev.sequences.designer.tag;

import dev.sequences.designer.tag.model.TagTree;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A tag with its position in the tree.
 *
 * @param parentId null on level 1
 * @param level 1 to 4
 * @param path names from the top, e.g. {@code Region/EMEA}
 */
public record TagDocument(String id, String name, @Nullable String parentId, int level, String path) {

    /** Several tags that were added at once. */
    public record Added(List<TagDocument> items) {}

    static TagDocument of(TagTree tree, String id) {
        TagTree.Tag tag = tree.find(id);
        if (tag == null) {
            throw new IllegalArgumentException("there is no tag " + id);
        }
        return new TagDocument(id, tag.name(), tag.parentId(), tree.level(id), tree.path(id));
    }
}
