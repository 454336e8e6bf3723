package dev.sequences.designer.tag;

import dev.sequences.designer.tag.model.TagTree;

/**
 * A tag as shown on a sequence.
 *
 * @param path names from the top, e.g. {@code Region/EMEA}
 */
public record TagLabel(String id, String name, String path) {

    static TagLabel of(TagTree tree, String id) {
        String path = tree.path(id);
        return new TagLabel(id, path.substring(path.lastIndexOf('/') + 1), path);
    }
}
