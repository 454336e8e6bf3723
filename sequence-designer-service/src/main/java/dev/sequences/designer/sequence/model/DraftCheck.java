package dev.sequences.designer.sequence.model;

import dev.sequences.chassis.decider.Refusal;
import dev.sequences.designer.sequence.model.finding.Finding;
import dev.sequences.designer.sequence.model.graph.GraphCheck;
import dev.sequences.designer.sequence.model.surroundings.DraftContext;
import java.util.ArrayList;
import java.util.List;

/** Checks whether a draft can be activated, that is, executed as a whole. */
public final class DraftCheck {

    private DraftCheck() {}

    /** Returns all findings, first of the settings, then of the graph. */
    public static List<Finding> of(Sequence sequence, DraftContext surroundings) {
        Draft draft = sequence.draft();
        List<Finding> findings = new ArrayList<>(SettingsCheck.of(draft, surroundings));
        findings.addAll(GraphCheck.of(draft.graph(), surroundings));
        if (sequence.takesEnrollments() && sequence.live() != null) {
            findings.addAll(LockedAbTestCheck.of(sequence.live(), draft));
        }
        return findings;
    }

    /** Returns the errors among the findings as refusals of the activation. */
    static List<Refusal> refusals(Sequence sequence, DraftContext surroundings) {
        return of(sequence, surroundings).stream()
                .filter(finding -> finding.severity() == Finding.Severity.ERROR)
                .map(finding -> Refusal.rule(finding.code(), finding.path(), finding.message(), finding.remedy()))
                .toList();
    }
}
