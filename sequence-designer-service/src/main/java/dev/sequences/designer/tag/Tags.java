package dev.sequences.designer.tag;

import dev.sequences.chassis.eventlog.AggregateType;
import dev.sequences.chassis.eventlog.Snapshots;
import dev.sequences.chassis.unit.Loaded;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.designer.tag.model.TagCommand;
import dev.sequences.designer.tag.model.TagDecider;
import dev.sequences.designer.tag.model.TagEvent;
import dev.sequences.designer.tag.model.TagTree;
import java.util.Comparator;
import java.util.List;

/** The tag tree aggregate type; there is one instance. */
public final class Tags {

    private static final int SNAPSHOT_EVERY = 50;

    public static final AggregateType<TagCommand, TagTree, TagEvent> TAG_TREE =
            new AggregateType<>("tag-tree", new TagDecider(), Snapshots.of(SNAPSHOT_EVERY, TagTree.class));

    /** Id of the single tree. */
    public static final String ID = "tag-tree";

    private Tags() {}

    public static Loaded<TagTree> tree(Unit unit) {
        return unit.load(TAG_TREE, ID);
    }

    /** The labels of the existing tags among these ids, by path. */
    public static List<TagLabel> labels(Unit unit, List<String> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        TagTree tree = tree(unit).state();
        return ids.stream()
                .filter(id -> tree.find(id) != null)
                .map(id -> TagLabel.of(tree, id))
                .sorted(Comparator.comparing(TagLabel::path))
                .toList();
    }
}
