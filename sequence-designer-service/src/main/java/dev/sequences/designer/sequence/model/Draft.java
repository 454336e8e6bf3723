package dev.sequences.designer.sequence.model;

import dev.sequences.designer.sequence.model.graph.SequenceGraph;
import java.util.List;

/**
 * What is edited, and what a version freezes.
 *
 * @param exitCriteria rules that disconnect a record
 * @param skipNonWorkingDays whether waits count working days only
 * @param assignTo wire name of an {@link AssignTo}
 */
public record Draft(
        SequenceGraph graph, List<ExitCriterion> exitCriteria, boolean skipNonWorkingDays, String assignTo) {

    public static final Draft EMPTY =
            new Draft(SequenceGraph.EMPTY, List.of(), false, AssignTo.RECORD_OWNER.wireName());

    public Draft {
        exitCriteria = List.copyOf(exitCriteria);
    }

    /** Disconnects a record when this happens, e.g. {@code reply}. */
    public record ExitCriterion(String on) {}
}
