package dev.sequences.designer.tag.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * All tags of the organization, by id. They share one stream, since the rules apply to the whole tree: its depth, the number of
 * tags per level, unique names among siblings. Stored as a snapshot.
 */
public record TagTree(Map<String, Tag> tags) {

    public static final TagTree EMPTY = new TagTree(Map.of());

    /** Maximum number of levels; the view of paths supports this depth. */
    public static final int LEVELS = 4;

    private static final String SEPARATOR = "/";

    /** @param parentId null on level 1 */
    public record Tag(String name, @Nullable String parentId) {}

    public @Nullable Tag find(String id) {
        return tags.get(id);
    }

    /** 1 at the top. */
    public int level(String id) {
        return ancestors(id).size();
    }

    /** Names from the top, e.g. {@code Region/EMEA}. */
    public String path(String id) {
        return String.join(SEPARATOR, ancestors(id).stream().map(Tag::name).toList());
    }

    /** The tag with this path, case-insensitive; null if there is none. */
    public @Nullable String idOf(String path) {
        String id = null;
        for (String name : path.split(SEPARATOR, -1)) {
            id = childNamed(id, name);
            if (id == null) {
                return null;
            }
        }
        return id;
    }

    @Nullable
    String childNamed(@Nullable String parentId, String name) {
        return tags.entrySet().stream()
                .filter(entry -> Objects.equals(entry.getValue().parentId(), parentId)
                        && sameName(entry.getValue().name(), name))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }

    static boolean sameName(String one, String other) {
        return one.toLowerCase(Locale.ROOT).equals(other.toLowerCase(Locale.ROOT));
    }

    List<String> children(String id) {
        return tags.entrySet().stream()
                .filter(entry -> id.equals(entry.getValue().parentId()))
                .map(Map.Entry::getKey)
                .toList();
    }

    boolean isBelow(@Nullable String id, String ancestor) {
        for (String at = id; at != null; at = parentOf(at)) {
            if (at.equals(ancestor)) {
                return true;
            }
        }
        return false;
    }

    private @Nullable String parentOf(String id) {
        Tag tag = tags.get(id);
        return tag == null ? null : tag.parentId();
    }

    private List<Tag> ancestors(String id) {
        Deque<Tag> ancestry = new ArrayDeque<>();
        for (Tag tag = tags.get(id); tag != null; tag = tag.parentId() == null ? null : tags.get(tag.parentId())) {
            ancestry.addFirst(tag);
        }
        return new ArrayList<>(ancestry);
    }

    /** Number of tags per level; index 0 is level 1. */
    int[] counts() {
        int[] counts = new int[LEVELS];
        tags.keySet().forEach(id -> counts[Math.min(level(id), LEVELS) - 1]++);
        return counts;
    }

    TagTree with(String id, Tag tag) {
        Map<String, Tag> changed = new LinkedHashMap<>(tags);
        changed.put(id, tag);
        return new TagTree(changed);
    }

    /** Its children move to its parent. */
    TagTree without(String id) {
        Map<String, Tag> changed = new LinkedHashMap<>(tags);
        Tag gone = changed.remove(id);
        if (gone != null) {
            children(id)
                    .forEach(child ->
                            changed.computeIfPresent(child, (key, tag) -> new Tag(tag.name(), gone.parentId())));
        }
        return new TagTree(changed);
    }
}
