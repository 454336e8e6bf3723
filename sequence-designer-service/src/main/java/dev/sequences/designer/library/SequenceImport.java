package dev.sequences.designer.library;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequences.chassis.answer.Problem;
import dev.sequences.chassis.flow.Cause;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.designer.drawing.DraftReader;
import dev.sequences.designer.library.ImportPlan.Item;
import dev.sequences.designer.library.LibraryDocument.SequenceEntry;
import dev.sequences.designer.library.LibraryIds.Kind;
import dev.sequences.designer.quota.Quotas;
import dev.sequences.designer.sequence.Sequences;
import dev.sequences.designer.sequence.model.Draft;
import dev.sequences.designer.sequence.model.Editor;
import dev.sequences.designer.sequence.model.RecordType;
import dev.sequences.designer.sequence.model.Sequence;
import dev.sequences.designer.sequence.model.Sequence.Status;
import dev.sequences.designer.sequence.model.SequenceCommand;
import dev.sequences.designer.sequence.model.SequenceCommand.ChangeDraft;
import dev.sequences.designer.sequence.model.SequenceCommand.CreateSequence;
import dev.sequences.designer.sequence.model.SequenceCommand.RenameSequence;
import dev.sequences.designer.sequence.model.SequenceCommand.StartRevision;
import dev.sequences.designer.sequence.model.SequenceCommand.TagSequence;
import dev.sequences.designer.tag.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Imports one sequence. An active sequence gets a revision to be activated later; an import never changes a live version. */
final class SequenceImport {

    private static final String KIND = Kind.SEQUENCE.wireName();

    private final Unit unit;
    private final Editor editor;
    private final Cause cause;
    private final Quotas quotas;
    private final TagImport tags;

    SequenceImport(Unit unit, Editor editor, Cause cause, Quotas quotas, TagImport tags) {
        this.unit = unit;
        this.editor = editor;
        this.cause = cause;
        this.quotas = quotas;
        this.tags = tags;
    }

    Item run(String id, SequenceEntry entry, @Nullable JsonNode draft) {
        String name = Objects.requireNonNullElse(entry.name(), "");
        try {
            Sequence before = LibraryImport.present(unit, Sequences.SEQUENCE, id);
            Draft wanted = draft == null ? null : DraftReader.read(draft, quotas.drafts());
            // An invisible or deleted sequence makes the id unavailable.
            boolean there = before.exists() && editor.maySee(before);
            if (there) {
                change(id, before, entry, wanted);
            } else {
                execute(
                        id,
                        new CreateSequence(
                                editor,
                                name,
                                entry.description(),
                                Objects.requireNonNullElse(entry.recordType(), RecordType.DEFAULT),
                                wanted == null ? Draft.EMPTY : wanted,
                                null));
            }
            if (entry.tags() != null) {
                tag(id, LibraryCheck.present(entry.tags()));
            }
            Sequence after = unit.load(Sequences.SEQUENCE, id).state();
            List<String> changes = there ? changes(before, after) : List.of();
            String action = !there ? "create" : changes.isEmpty() ? "unchanged" : "change";
            return Item.of(KIND, id, name, action, changes);
        } catch (Problem problem) {
            return Item.refused(KIND, id, name, LibraryImport.located(problem, KIND, id));
        }
    }

    private void change(String id, Sequence before, SequenceEntry entry, @Nullable Draft wanted) {
        if (entry.recordType() != null && !entry.recordType().equals(before.recordType())) {
            throw Problem.rule(
                    "record-type-fixed",
                    "recordType",
                    "The record type of a sequence cannot be changed.",
                    "Use a new id for the sequence.");
        }
        String name = Objects.requireNonNullElse(entry.name(), "");
        if (!name.strip().equals(before.name()) || !Objects.equals(entry.description(), before.description())) {
            execute(id, new RenameSequence(editor, name, entry.description()));
        }
        if (wanted != null && !wanted.equals(before.draft())) {
            if (before.status() == Status.ACTIVE) {
                execute(id, new StartRevision(editor));
            }
            execute(id, new ChangeDraft(editor, wanted));
        }
    }

    private void tag(String id, List<String> paths) {
        List<String> ids = new ArrayList<>();
        for (String path : paths) {
            String tagId = tags.idOf(path);
            if (tagId == null) {
                throw Problem.rule(
                        "tag-unknown",
                        "tags",
                        "The tag '" + ImportPlan.shortened(path) + "' was refused.",
                        "Correct the tag first; see its own entry.");
            }
            ids.add(tagId);
        }
        List<String> present = unit.load(Sequences.SEQUENCE, id).state().tags().stream()
                .filter(known -> Tags.tree(unit).state().find(known) != null)
                .toList();
        // The order of tags is irrelevant, and deleted tags are ignored.
        if (!List.copyOf(new TreeSet<>(ids)).equals(List.copyOf(new TreeSet<>(present)))) {
            execute(
                    id,
                    new TagSequence(editor, ids, Tags.tree(unit).state().tags().keySet(), quotas.tagsPerSequence()));
        }
    }

    private void execute(String id, SequenceCommand command) {
        unit.execute(Sequences.SEQUENCE, id, command, cause).orProblem();
    }

    private static List<String> changes(Sequence before, Sequence after) {
        List<String> changes = new ArrayList<>();
        LibraryImport.changed(changes, "name", before.name(), after.name());
        LibraryImport.changed(changes, "description", before.description(), after.description());
        LibraryImport.changed(changes, "tags", before.tags(), after.tags());
        LibraryImport.changed(changes, "draft", before.draft(), after.draft());
        return changes;
    }
}
