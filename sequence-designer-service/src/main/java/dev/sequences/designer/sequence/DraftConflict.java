package dev.sequences.designer.sequence;

import static dev.sequences.designer.sequence.Sequences.SEQUENCE;

import dev.sequences.chassis.answer.Problem;
import dev.sequences.chassis.eventlog.EventLog;
import dev.sequences.chassis.eventlog.EventLog.Past;
import dev.sequences.chassis.eventlog.EventLog.StoredStream;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.designer.sequence.model.Draft;
import dev.sequences.designer.sequence.model.Sequence;
import dev.sequences.designer.sequence.model.SequenceEvent;
import dev.sequences.designer.sequence.model.diff.DiffText;
import dev.sequences.designer.sequence.model.diff.DraftDiff;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The answer to the second of two editors: what became of the draft since they read it, so that they can draw theirs again
 * on top of it. See ADR 0012.
 */
@ApplicationScoped
class DraftConflict {

    private static final int MOST_CHANGES_TOLD = 100;

    private final EventLog log;

    DraftConflict(EventLog log) {
        this.log = log;
    }

    Problem since(Unit unit, String id, long version) throws SQLException {
        Sequence present = unit.load(SEQUENCE, id).state();
        List<Problem.Finding> findings = new ArrayList<>();
        findings.add(new Problem.Finding(
                "stale-version",
                "If-Match",
                "The draft has been changed since version " + version + " of it was read.",
                "Read the draft again, make your changes in it, and send it with its new ETag."));
        String detail = draftAt(unit, id, version)
                .map(draft -> tellChanges(DraftDiff.between(draft, present.draft()), findings))
                .orElse("The draft has been changed; what it was like at that version is not known any more.");
        return new Problem(412, "stale-version", "Somebody else changed it", detail, findings);
    }

    private static String tellChanges(DraftDiff diff, List<Problem.Finding> findings) {
        List<String> lines = DiffText.lines(diff);
        lines.stream()
                .limit(MOST_CHANGES_TOLD)
                .forEach(line -> findings.add(new Problem.Finding(
                        "changed-meanwhile", "graph", line, "Keep it, unless you mean to take it back.")));
        return lines.isEmpty()
                ? "The sequence has been changed, but its draft is what it was."
                : "Somebody else changed the draft: " + lines.size() + (lines.size() == 1 ? " change." : " changes.");
    }

    /** Known as far back as the log is read for it: to the newest snapshot. */
    private Optional<Draft> draftAt(Unit unit, String id, long version) throws SQLException {
        StoredStream stream = log.read(unit.connection(), List.of(id)).getOrDefault(id, null);
        if (stream == null || version < stream.snapshotVersion()) {
            return Optional.empty();
        }
        Sequence sequence = stream.snapshot() instanceof Sequence snapshot
                ? snapshot
                : SEQUENCE.decider().initial();
        long reached = stream.snapshotVersion();
        for (Past past : stream.events()) {
            if (reached == version || !(past.event() instanceof SequenceEvent event)) {
                break;
            }
            sequence = SEQUENCE.decider().evolve(sequence, event);
            reached++;
        }
        return reached == version && sequence.exists() ? Optional.of(sequence.draft()) : Optional.empty();
    }
}
