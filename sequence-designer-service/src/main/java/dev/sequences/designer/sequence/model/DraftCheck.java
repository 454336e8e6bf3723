package dev.sequences.designer.sequence.model;

import dev.sequences.chassis.decider.Refusal;
import dev.sequences.designer.sequence.model.context.DraftContext;
import dev.sequences.designer.sequence.model.finding.Finding;
import dev.sequences.designer.sequence.model.graph.GraphCheck;
import java.util.ArrayList;
import java.util.List;

/** Checks whether a draft can be activated, that is, executed as a whole. */
public final class DraftCheck {

    private DraftCheck() {}

    /** Returns all findings, first of the settings, then of the graph. */
    public static List<Finding> of(Sequence sequence, DraftContext context) {
        Draft draft = sequence.draft();
        List<Finding> findings = new ArrayList<>(SettingsCheck.of(draft, context));
        findings.addAll(GraphCheck.of(draft.graph(), context));
        if (sequence.acceptsEnrollments() && sequence.live() != null) {
            findings.addAll(LockedAbTestCheck.of(sequence.live(), draft));
        }
        return findings;
    }

    /** Returns the errors among the findings as refusals of the activation. */
    static List<Refusal> refusals(Sequence sequence, DraftContext context) {
        return of(sequence, context).stream()
                .filter(finding -> finding.severity() == Finding.Severity.ERROR)
                .map(finding -> Refusal.rule(finding.code(), finding.path(), finding.message(), finding.remedy()))
                .toList();
    }
}
