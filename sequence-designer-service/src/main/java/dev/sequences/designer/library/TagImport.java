package dev.sequences.designer.library;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.sequences.chassis.answer.Problem;
import dev.sequences.chassis.flow.Cause;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.designer.library.ImportPlan.Item;
import dev.sequences.designer.library.LibraryDocument.SequenceEntry;
import dev.sequences.designer.quota.Quotas;
import dev.sequences.designer.sequence.model.Editor;
import dev.sequences.designer.tag.Tags;
import dev.sequences.designer.tag.model.TagCommand.AddTags;
import dev.sequences.designer.tag.model.TagCommand.NewTag;
import dev.sequences.designer.tag.model.TagTree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Creates the tags of a document by path, parents first. Other tags are unchanged. */
final class TagImport {

    private static final String KIND = "tag";

    private final Unit unit;
    private final Editor editor;
    private final Cause cause;
    private final Quotas quotas;
    private final Map<String, @Nullable String> idsByPath = new HashMap<>();

    TagImport(Unit unit, Editor editor, Cause cause, Quotas quotas) {
        this.unit = unit;
        this.editor = editor;
        this.cause = cause;
        this.quotas = quotas;
    }

    List<Item> run(List<String> paths, List<SequenceEntry> sequences) {
        Set<String> wanted = new TreeSet<>();
        paths.forEach(path -> wanted.add(plain(path)));
        sequences.forEach(entry -> LibraryCheck.present(entry.tags()).forEach(path -> wanted.add(plain(path))));
        Set<String> withParents = new TreeSet<>();
        for (String path : wanted) {
            if (!isTooDeep(path)) {
                for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
                    withParents.add(path.substring(0, slash));
                }
            }
            withParents.add(path);
        }
        List<Item> items = new ArrayList<>();
        withParents.forEach(path -> items.add(one(path)));
        return items;
    }

    /** Normalizes a path by trimming its names, as tags are stored; otherwise a repeated import would differ. */
    private static String plain(String path) {
        return Stream.of(path.split("/", -1)).map(String::strip).collect(Collectors.joining("/"));
    }

    private static boolean isTooDeep(String path) {
        return path.chars().filter(c -> c == '/').count() >= TagTree.LEVELS;
    }

    private Item one(String path) {
        TagTree tree = Tags.tree(unit).state();
        String there = tree.idOf(path);
        if (there != null) {
            return Item.of(KIND, there, path, "unchanged", List.of());
        }
        try {
            if (!editor.editsAll()) {
                throw Problem.rule(
                        "role-missing",
                        null,
                        "Your roles do not allow you to add tags.",
                        "Remove the tag from the document, or ask a manager to import it.");
            }
            if (isTooDeep(path)) {
                throw Problem.rule(
                        "tag-too-deep",
                        null,
                        "The path has more than " + TagTree.LEVELS + " levels.",
                        "Shorten the path.");
            }
            int slash = path.lastIndexOf('/');
            String parent = slash < 0 ? null : tree.idOf(path.substring(0, slash));
            if (slash >= 0 && parent == null) {
                throw Problem.rule(
                        "parent-unknown",
                        null,
                        "The parent tag was refused.",
                        "Correct the parent tag first; see its own entry.");
            }
            NewTag tag = new NewTag(UuidCreator.getTimeOrderedEpoch().toString(), path.substring(slash + 1));
            unit.execute(Tags.TAG_TREE, Tags.ID, new AddTags(List.of(tag), parent, quotas.tagsPerLevel()), cause)
                    .orProblem();
            return Item.of(KIND, null, path, "create", List.of());
        } catch (Problem problem) {
            return Item.refused(KIND, null, path, LibraryImport.located(problem, KIND, ImportPlan.shortened(path)));
        }
    }

    /** Id of the tag with this path after the import; null if it was refused. */
    @Nullable
    String idOf(String path) {
        return idsByPath.computeIfAbsent(path, named -> Tags.tree(unit).state().idOf(plain(named)));
    }
}
