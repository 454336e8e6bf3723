package dev.sequences.designer.sequence;

import dev.sequences.chassis.answer.Problem;
import dev.sequences.chassis.eventlog.AggregateType;
import dev.sequences.chassis.eventlog.Snapshots;
import dev.sequences.chassis.unit.Loaded;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.designer.sequence.model.Editor;
import dev.sequences.designer.sequence.model.Sequence;
import dev.sequences.designer.sequence.model.SequenceCommand;
import dev.sequences.designer.sequence.model.SequenceDecider;
import dev.sequences.designer.sequence.model.SequenceEvent;
import java.util.Optional;

/** The sequence aggregate type. */
public final class Sequences {

    /** Drafts are saved often and events contain complete drafts, so long streams are read from a snapshot. */
    private static final int SNAPSHOT_EVERY = 50;

    public static final AggregateType<SequenceCommand, Sequence, SequenceEvent> SEQUENCE =
            new AggregateType<>("sequence", new SequenceDecider(), Snapshots.of(SNAPSHOT_EVERY, Sequence.class));

    private Sequences() {}

    /** Loads a sequence for a reference to it; empty if it does not exist or the editor may not see it. */
    public static Optional<Sequence> visible(Unit unit, String id, Editor editor) {
        if (!SequenceIds.isValid(id)) {
            return Optional.empty();
        }
        try {
            Sequence sequence = unit.load(SEQUENCE, id).state();
            return sequence.exists() && editor.maySee(sequence) ? Optional.of(sequence) : Optional.empty();
        } catch (Problem itIsSomethingElse) {
            return Optional.empty();
        }
    }

    /** Loads the sequence, or throws 404 if it does not exist or the editor may not see it. */
    static Loaded<Sequence> find(Unit unit, String id, Editor editor) {
        Loaded<Sequence> sequence = unit.load(SEQUENCE, SequenceIds.require(id));
        if (!sequence.state().exists() || !editor.maySee(sequence.state())) {
            throw Problem.unknown("sequence", id);
        }
        return sequence;
    }
}
