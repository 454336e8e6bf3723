package dev.sequences.designer.sequence;

import static dev.sequences.designer.sequence.Sequences.SEQUENCE;

import dev.sequences.chassis.answer.Problem;
import dev.sequences.chassis.eventlog.EventLog;
import dev.sequences.chassis.eventlog.EventLog.StoredStream;
import dev.sequences.chassis.eventlog.EventLog.StreamEvent;
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

/** Builds the response to an outdated draft: the changes since the caller read it, so that they can be merged. See ADR 0012. */
@ApplicationScoped
class DraftConflict {

    private static final int MAX_CHANGES_SHOWN = 100;

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
                "The draft changed after version " + version + " was read.",
                "Read the draft again, apply your changes and send it with the new ETag."));
        String detail = draftAt(unit, id, version)
                .map(draft -> describe(DraftDiff.between(draft, present.draft()), findings))
                .orElse("The draft has changed; the version you sent is no longer available for comparison.");
        return Problem.stale("stale-version", detail, findings);
    }

    private static String describe(DraftDiff diff, List<Problem.Finding> findings) {
        List<String> lines = DiffText.lines(diff);
        lines.stream()
                .limit(MAX_CHANGES_SHOWN)
                .forEach(line -> findings.add(new Problem.Finding(
                        "changed-meanwhile", "graph", line, "Keep this change unless you intend to undo it.")));
        return lines.isEmpty()
                ? "The sequence has changed, but its draft has not."
                : "The draft was changed by another user: " + lines.size()
                        + (lines.size() == 1 ? " change." : " changes.");
    }

    /** Available back to the newest snapshot. */
    private Optional<Draft> draftAt(Unit unit, String id, long version) throws SQLException {
        StoredStream stream = log.read(unit.connection(), List.of(id)).getOrDefault(id, null);
        if (stream == null || version < stream.snapshotVersion()) {
            return Optional.empty();
        }
        Sequence sequence = stream.snapshot() instanceof Sequence snapshot
                ? snapshot
                : SEQUENCE.decider().initial();
        long reached = stream.snapshotVersion();
        for (StreamEvent past : stream.events()) {
            if (reached == version || !(past.event() instanceof SequenceEvent event)) {
                break;
            }
            sequence = SEQUENCE.decider().evolve(sequence, event);
            reached++;
        }
        return reached == version && sequence.exists() ? Optional.of(sequence.draft()) : Optional.empty();
    }
}
