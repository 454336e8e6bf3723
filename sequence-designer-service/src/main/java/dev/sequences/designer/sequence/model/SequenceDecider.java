package dev.sequences.designer.sequence.model;

import static dev.sequences.chassis.decider.Decision.accept;
import static dev.sequences.chassis.decider.Decision.refuse;

import dev.sequences.chassis.decider.Decider;
import dev.sequences.chassis.decider.Decision;
import dev.sequences.chassis.decider.Refusal;
import dev.sequences.designer.sequence.model.Sequence.Status;
import dev.sequences.designer.sequence.model.SequenceCommand.ActivateSequence;
import dev.sequences.designer.sequence.model.SequenceCommand.AssignSequence;
import dev.sequences.designer.sequence.model.SequenceCommand.ChangeDraft;
import dev.sequences.designer.sequence.model.SequenceCommand.CreateSequence;
import dev.sequences.designer.sequence.model.SequenceCommand.DeactivateSequence;
import dev.sequences.designer.sequence.model.SequenceCommand.DeleteSequence;
import dev.sequences.designer.sequence.model.SequenceCommand.DiscardRevision;
import dev.sequences.designer.sequence.model.SequenceCommand.RenameSequence;
import dev.sequences.designer.sequence.model.SequenceCommand.StartRevision;
import dev.sequences.designer.sequence.model.SequenceCommand.TagSequence;
import dev.sequences.designer.sequence.model.SequenceEvent.Activated;
import dev.sequences.designer.sequence.model.SequenceEvent.Created;
import dev.sequences.designer.sequence.model.SequenceEvent.Deactivated;
import dev.sequences.designer.sequence.model.SequenceEvent.Deleted;
import dev.sequences.designer.sequence.model.SequenceEvent.DraftChanged;
import dev.sequences.designer.sequence.model.SequenceEvent.Reassigned;
import dev.sequences.designer.sequence.model.SequenceEvent.Renamed;
import dev.sequences.designer.sequence.model.SequenceEvent.RevisionDiscarded;
import dev.sequences.designer.sequence.model.SequenceEvent.RevisionStarted;
import dev.sequences.designer.sequence.model.SequenceEvent.Tagged;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Lifecycle rules of a sequence: inactive, active, in revision, and the commands allowed in each status. */
public final class SequenceDecider implements Decider<SequenceCommand, Sequence, SequenceEvent> {

    static final int MAX_NAME_LENGTH = 160;
    static final int MAX_DESCRIPTION_LENGTH = 2_000;
    static final int MAX_OWNER_LENGTH = 200;
    static final int MAX_VERSIONS = 500;

    @Override
    public Sequence initial() {
        return Sequence.ABSENT;
    }

    @Override
    public Decision<SequenceEvent> decide(Sequence sequence, SequenceCommand command) {
        if (command instanceof CreateSequence create) {
            return create(sequence, create);
        }
        if (!sequence.exists()) {
            return refuse(SequenceRefusal.unknown());
        }
        if (!command.by().maySee(sequence)) {
            return refuse(SequenceRefusal.unknown());
        }
        if (!command.by().mayEdit(sequence)) {
            return refuse(SequenceRefusal.notOwner());
        }
        return switch (command) {
            case CreateSequence create -> create(sequence, create);
            case ChangeDraft change -> changeDraft(sequence, change);
            case RenameSequence rename -> rename(sequence, rename);
            case ActivateSequence activate -> activate(sequence, activate);
            case DeactivateSequence deactivate ->
                sequence.acceptsEnrollments() ? accept(new Deactivated(sequence.version())) : accept();
            case StartRevision start -> startRevision(sequence);
            case DiscardRevision discard ->
                sequence.status() == Status.REVISION
                        ? accept(new RevisionDiscarded(sequence.version()))
                        : refuse(SequenceRefusal.noRevision());
            case AssignSequence assign -> assign(sequence, assign);
            case TagSequence tag -> tag(sequence, tag);
            case DeleteSequence delete -> delete(sequence);
        };
    }

    private static Decision<SequenceEvent> create(Sequence sequence, CreateSequence create) {
        if (sequence.status() != Status.ABSENT) {
            return refuse(SequenceRefusal.alreadyExists());
        }
        List<Refusal> refusals = propertyRefusals(create.name(), create.description());
        if (!RecordType.ALL.contains(create.recordType())) {
            refusals.add(SequenceRefusal.recordTypeUnknown(create.recordType()));
        }
        if (!refusals.isEmpty()) {
            return refuse(refusals);
        }
        return accept(new Created(
                create.name().strip(),
                create.description(),
                create.recordType(),
                create.by().user(),
                create.draft(),
                create.copiedFrom(),
                create.by().businessUnit()));
    }

    private static List<Refusal> propertyRefusals(String name, @Nullable String description) {
        List<Refusal> refusals = new ArrayList<>();
        int length = name.strip().length();
        if (length == 0) {
            refusals.add(SequenceRefusal.nameMissing());
        } else if (length > MAX_NAME_LENGTH) {
            refusals.add(SequenceRefusal.tooLong("name", length, MAX_NAME_LENGTH));
        } else if (!PlainText.isOneLine(name.strip())) {
            refusals.add(SequenceRefusal.notPlain("name"));
        }
        textRefusal("description", description, refusals);
        return refusals;
    }

    private static void textRefusal(String field, @Nullable String text, List<Refusal> refusals) {
        if (text == null) {
            return;
        }
        if (text.length() > MAX_DESCRIPTION_LENGTH) {
            refusals.add(SequenceRefusal.tooLong(field, text.length(), MAX_DESCRIPTION_LENGTH));
        } else if (!PlainText.isValid(text)) {
            refusals.add(SequenceRefusal.notPlain(field));
        }
    }

    private static Decision<SequenceEvent> changeDraft(Sequence sequence, ChangeDraft change) {
        if (sequence.status() == Status.ACTIVE) {
            return refuse(SequenceRefusal.revisionNeeded());
        }
        List<Refusal> refusals = StepRemovalCheck.refusals(
                sequence.draft().graph(), change.draft().graph());
        if (!refusals.isEmpty()) {
            return refuse(refusals);
        }
        return change.draft().equals(sequence.draft()) ? accept() : accept(new DraftChanged(change.draft()));
    }

    private static Decision<SequenceEvent> rename(Sequence sequence, RenameSequence rename) {
        if (sequence.acceptsEnrollments()) {
            return refuse(SequenceRefusal.fixedWhileActive());
        }
        List<Refusal> refusals = propertyRefusals(rename.name(), rename.description());
        if (!refusals.isEmpty()) {
            return refuse(refusals);
        }
        String name = rename.name().strip();
        boolean same = name.equals(sequence.name()) && Objects.equals(rename.description(), sequence.description());
        return same ? accept() : accept(new Renamed(name, rename.description()));
    }

    private static Decision<SequenceEvent> activate(Sequence sequence, ActivateSequence activate) {
        if (sequence.status() == Status.ACTIVE) {
            return refuse(SequenceRefusal.alreadyActive());
        }
        if (sequence.version() >= activate.maxVersions()) {
            return refuse(SequenceRefusal.noVersionLeft(activate.maxVersions()));
        }
        String description = activate.changeDescription();
        List<Refusal> refusals = new ArrayList<>();
        if (sequence.status() == Status.REVISION && (description == null || description.isBlank())) {
            refusals.add(SequenceRefusal.changeDescriptionMissing());
        }
        textRefusal("changeDescription", description, refusals);
        refusals.addAll(DraftCheck.refusals(sequence, activate.context()));
        if (!refusals.isEmpty()) {
            return refuse(refusals);
        }
        // Last, so that errors of the draft are reported first.
        if (!sequence.acceptsEnrollments() && !activate.seatFree()) {
            return refuse(SequenceRefusal.noSeatFree());
        }
        return accept(new Activated(
                sequence.version() + 1,
                sequence.name(),
                sequence.description(),
                sequence.recordType(),
                sequence.owner(),
                description,
                sequence.draft(),
                sequence.ownerType().wireName(),
                sequence.businessUnit()));
    }

    private static Decision<SequenceEvent> startRevision(Sequence sequence) {
        return switch (sequence.status()) {
            case REVISION -> accept();
            case ACTIVE -> accept(new RevisionStarted(sequence.version()));
            default -> refuse(SequenceRefusal.notActive());
        };
    }

    /** The owner may change while the sequence is active. */
    private static Decision<SequenceEvent> assign(Sequence sequence, AssignSequence assign) {
        String owner = assign.owner();
        if (owner.isBlank() || owner.length() > MAX_OWNER_LENGTH || !PlainText.isOneLine(owner)) {
            return refuse(SequenceRefusal.ownerUnreadable(MAX_OWNER_LENGTH));
        }
        boolean same = owner.equals(sequence.owner()) && assign.ownerType() == sequence.ownerType();
        return same ? accept() : accept(new Reassigned(assign.ownerType().wireName(), owner, sequence.businessUnit()));
    }

    /** Tags do not affect execution, so they may change while the sequence is active. */
    private static Decision<SequenceEvent> tag(Sequence sequence, TagSequence tag) {
        List<String> wanted = tag.tagIds().stream().distinct().toList();
        if (wanted.size() > tag.maxTags()) {
            return refuse(SequenceRefusal.tooManyTags(wanted.size(), tag.maxTags()));
        }
        List<Refusal> refusals = wanted.stream()
                .filter(id -> !tag.known().contains(id))
                .map(SequenceRefusal::tagUnknown)
                .toList();
        if (!refusals.isEmpty()) {
            return refuse(refusals);
        }
        return wanted.equals(sequence.tags()) ? accept() : accept(new Tagged(wanted));
    }

    private static Decision<SequenceEvent> delete(Sequence sequence) {
        Deleted deleted = new Deleted(sequence.version());
        return sequence.acceptsEnrollments() ? accept(new Deactivated(sequence.version()), deleted) : accept(deleted);
    }

    @Override
    public Sequence evolve(Sequence sequence, SequenceEvent event) {
        return switch (event) {
            case Created e ->
                new Sequence(
                        Status.INACTIVE,
                        e.name(),
                        e.description(),
                        e.recordType(),
                        e.owner(),
                        0,
                        e.draft(),
                        null,
                        OwnerType.USER,
                        e.businessUnit(),
                        List.of());
            case DraftChanged e -> sequence.with(e.draft());
            case Renamed e -> sequence.renamed(e.name(), e.description());
            case Activated e -> sequence.activated(e.version(), e.frozen());
            case Deactivated e -> sequence.with(Status.INACTIVE);
            case RevisionStarted e -> sequence.with(Status.REVISION);
            case RevisionDiscarded e ->
                sequence.with(Status.ACTIVE).with(sequence.live() == null ? sequence.draft() : sequence.live());
            case Reassigned e ->
                sequence.ownedBy(OwnerType.ofWireName(e.ownerType()).orElse(OwnerType.USER), e.owner());
            case Tagged e -> sequence.tagged(e.tagIds());
            case Deleted e -> sequence.with(Status.DELETED);
        };
    }
}
