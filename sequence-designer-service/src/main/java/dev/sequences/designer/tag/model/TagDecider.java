package dev.sequences.designer.tag.model;

import static dev.sequences.chassis.decider.Decision.accept;
import static dev.sequences.chassis.decider.Decision.refuse;

import dev.sequences.chassis.decider.Decider;
import dev.sequences.chassis.decider.Decision;
import dev.sequences.chassis.decider.Refusal;
import dev.sequences.designer.tag.model.TagCommand.AddTags;
import dev.sequences.designer.tag.model.TagCommand.ChangeTag;
import dev.sequences.designer.tag.model.TagCommand.DeleteTag;
import dev.sequences.designer.tag.model.TagCommand.NewTag;
import dev.sequences.designer.tag.model.TagEvent.Added;
import dev.sequences.designer.tag.model.TagEvent.Deleted;
import dev.sequences.designer.tag.model.TagEvent.Moved;
import dev.sequences.designer.tag.model.TagEvent.Renamed;
import dev.sequences.designer.tag.model.TagTree.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Rules of the tag tree: four levels, with a limited number of tags on all but the first. */
public final class TagDecider implements Decider<TagCommand, TagTree, TagEvent> {

    static final int MAX_NAME_LENGTH = 100;

    @Override
    public TagTree initial() {
        return TagTree.EMPTY;
    }

    @Override
    public Decision<TagEvent> decide(TagTree tree, TagCommand command) {
        return switch (command) {
            case AddTags add -> add(tree, add);
            case ChangeTag change -> change(tree, change);
            case DeleteTag delete -> delete(tree, delete);
        };
    }

    private Decision<TagEvent> add(TagTree tree, AddTags add) {
        String parentId = add.parentId();
        if (parentId != null && tree.find(parentId) == null) {
            return refuse(TagRefusal.parentUnknown(parentId));
        }
        if (add.tags().isEmpty()) {
            return refuse(TagRefusal.nothing());
        }
        List<TagEvent> events = new ArrayList<>();
        List<Refusal> refusals = new ArrayList<>();
        TagTree grown = tree;
        for (NewTag tag : add.tags()) {
            String name = tag.name().strip();
            Refusal refusal = nameRefusal(grown, tag.id(), name, parentId);
            if (refusal == null) {
                Added added = new Added(tag.id(), name, parentId);
                events.add(added);
                grown = evolve(grown, added);
            } else {
                refusals.add(refusal);
            }
        }
        return decided(tree, grown, events, refusals, add.mostPerLevel());
    }

    private Decision<TagEvent> change(TagTree tree, ChangeTag change) {
        Tag present = tree.find(change.id());
        if (present == null) {
            return refuse(TagRefusal.unknown(change.id()));
        }
        String parentId = change.parentId();
        if (parentId != null && tree.find(parentId) == null) {
            return refuse(TagRefusal.parentUnknown(parentId));
        }
        if (tree.isBelow(parentId, change.id())) {
            return refuse(TagRefusal.belowItself());
        }
        String name = change.name().strip();
        List<TagEvent> events = new ArrayList<>();
        List<Refusal> refusals = new ArrayList<>();
        Refusal refusal = nameRefusal(tree, change.id(), name, parentId);
        if (refusal != null) {
            refusals.add(refusal);
        }
        if (!name.equals(present.name())) {
            events.add(new Renamed(change.id(), name));
        }
        if (!Objects.equals(parentId, present.parentId())) {
            events.add(new Moved(change.id(), parentId));
        }
        return decided(tree, after(tree, events), events, refusals, change.mostPerLevel());
    }

    private Decision<TagEvent> delete(TagTree tree, DeleteTag delete) {
        Tag present = tree.find(delete.id());
        if (present == null) {
            return refuse(TagRefusal.unknown(delete.id()));
        }
        List<Refusal> refusals = new ArrayList<>();
        for (String child : tree.children(delete.id())) {
            Tag moving = tree.find(child);
            String there = moving == null ? null : tree.childNamed(present.parentId(), moving.name());
            if (moving != null && there != null && !there.equals(delete.id())) {
                refusals.add(TagRefusal.nameTaken(moving.name()));
            }
        }
        List<TagEvent> events = List.of(new Deleted(delete.id(), present.parentId()));
        return decided(tree, after(tree, events), events, refusals, delete.mostPerLevel());
    }

    private TagTree after(TagTree tree, List<TagEvent> events) {
        TagTree changed = tree;
        for (TagEvent event : events) {
            changed = evolve(changed, event);
        }
        return changed;
    }

    /** Checks a name among its siblings; {@code id} is the tag that gets it. */
    private static @Nullable Refusal nameRefusal(TagTree tree, String id, String name, @Nullable String parentId) {
        if (name.isEmpty()) {
            return TagRefusal.nameMissing();
        }
        if (name.length() > MAX_NAME_LENGTH) {
            return TagRefusal.nameTooLong(name.length(), MAX_NAME_LENGTH);
        }
        if (name.indexOf('/') >= 0 || !isPlain(name)) {
            return TagRefusal.nameNotAllowed();
        }
        String there = tree.childNamed(parentId, name);
        return there == null || there.equals(id) ? null : TagRefusal.nameTaken(name);
    }

    private static boolean isPlain(String name) {
        return name.codePoints()
                .noneMatch(c ->
                        Character.isISOControl(c) || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE));
    }

    /** Also refuses a tree that is too deep or a level that exceeds its limit; a level that exceeded it before is accepted. */
    private static Decision<TagEvent> decided(
            TagTree before, TagTree after, List<TagEvent> events, List<Refusal> refusals, int mostPerLevel) {
        List<Refusal> all = new ArrayList<>(refusals);
        if (after.tags().keySet().stream().anyMatch(id -> after.level(id) > TagTree.LEVELS)) {
            all.add(TagRefusal.tooDeep(TagTree.LEVELS));
        } else {
            int[] were = before.counts();
            int[] are = after.counts();
            for (int i = 1; i < TagTree.LEVELS; i++) {
                if (are[i] > mostPerLevel && are[i] > were[i]) {
                    all.add(TagRefusal.levelFull(i + 1, mostPerLevel));
                }
            }
        }
        return all.isEmpty() ? accept(events) : refuse(all);
    }

    @Override
    public TagTree evolve(TagTree tree, TagEvent event) {
        return switch (event) {
            case Added e -> tree.with(e.id(), new Tag(e.name(), e.parentId()));
            case Renamed e -> {
                Tag tag = tree.find(e.id());
                yield tag == null ? tree : tree.with(e.id(), new Tag(e.name(), tag.parentId()));
            }
            case Moved e -> {
                Tag tag = tree.find(e.id());
                yield tag == null ? tree : tree.with(e.id(), new Tag(tag.name(), e.parentId()));
            }
            case Deleted e -> tree.without(e.id());
        };
    }
}
