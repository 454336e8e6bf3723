package dev.sequences.designer.sequence.model;

import dev.sequences.chassis.decider.Refusal;
import dev.sequences.designer.sequence.model.graph.Finding;
import dev.sequences.designer.sequence.model.graph.GraphCheck;
import java.util.ArrayList;
import java.util.List;

/** Whether a draft may be activated: what activates must be executable, whole and at once. */
public final class DraftCheck {

    private static final String NOT_YET = "not-executable-yet";

    private DraftCheck() {}

    /** All findings: of the settings, then of the graph. */
    public static List<Finding> of(Draft draft) {
        List<Finding> findings = new ArrayList<>();
        if (!draft.assignTo().equals(AssignTo.RECORD_OWNER.wireName())) {
            findings.add(notYet(
                    "assignTo",
                    "Steps cannot be assigned to '" + draft.assignTo() + "' yet.",
                    "Set 'assignTo' to " + AssignTo.RECORD_OWNER.wireName() + "."));
        }
        if (!draft.exitCriteria().isEmpty()) {
            findings.add(notYet("exitCriteria", "Exit criteria are not executed yet.", "Leave 'exitCriteria' empty."));
        }
        if (draft.skipNonWorkingDays()) {
            findings.add(notYet(
                    "skipNonWorkingDays",
                    "Waits count every day: working days are not known yet.",
                    "Set 'skipNonWorkingDays' to false."));
        }
        findings.addAll(GraphCheck.of(draft.graph()));
        return findings;
    }

    /** The errors among the findings, as refusals of an activation. */
    static List<Refusal> refusals(Draft draft) {
        return of(draft).stream()
                .filter(finding -> finding.severity() == Finding.Severity.ERROR)
                .map(finding -> Refusal.rule(finding.code(), finding.path(), finding.message(), finding.remedy()))
                .toList();
    }

    private static Finding notYet(String path, String message, String remedy) {
        return new Finding(NOT_YET, Finding.Severity.ERROR, null, path, message, remedy);
    }
}
