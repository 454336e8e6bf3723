package dev.sequences.designer.sequence.model;

import dev.sequences.designer.sequence.model.graph.SequenceGraph;
import dev.sequences.designer.sequence.model.settings.DailyCaps;
import dev.sequences.designer.sequence.model.settings.ExitCriterion;
import dev.sequences.designer.sequence.model.settings.SendWindow;
import dev.sequences.designer.sequence.model.settings.TimeZoneRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is edited, and what a version freezes.
 *
 * @param exitCriteria rules that disconnect a record
 * @param skipNonWorkingDays whether waits count working days only
 * @param assignTo wire name of an {@link AssignTo}
 * @param assignToField with {@link AssignTo#RECORD_FIELD}: the field that names the user
 * @param sendWindow when messages go out by themselves; null for always
 * @param timeZone whose local time counts; null for UTC
 * @param holidayCalendar id of the calendar of days on which nobody works and nothing is sent
 * @param dailyCaps the most that is done per day
 */
public record Draft(
        SequenceGraph graph,
        List<ExitCriterion> exitCriteria,
        boolean skipNonWorkingDays,
        String assignTo,
        @Nullable String assignToField,
        @Nullable SendWindow sendWindow,
        @Nullable TimeZoneRule timeZone,
        @Nullable String holidayCalendar,
        @Nullable DailyCaps dailyCaps) {

    public static final Draft EMPTY =
            new Draft(SequenceGraph.EMPTY, List.of(), false, AssignTo.RECORD_OWNER.wireName());

    public Draft {
        exitCriteria = List.copyOf(exitCriteria);
    }

    /** With the settings that every sequence has, and none of the others. */
    public Draft(SequenceGraph graph, List<ExitCriterion> exitCriteria, boolean skipNonWorkingDays, String assignTo) {
        this(graph, exitCriteria, skipNonWorkingDays, assignTo, null, null, null, null, null);
    }
}
