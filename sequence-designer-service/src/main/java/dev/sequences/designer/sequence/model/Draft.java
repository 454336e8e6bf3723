package dev.sequences.designer.sequence.model;

import dev.sequences.designer.sequence.model.graph.SequenceGraph;
import dev.sequences.designer.sequence.model.settings.DailyCaps;
import dev.sequences.designer.sequence.model.settings.ExitCriterion;
import dev.sequences.designer.sequence.model.settings.SendWindow;
import dev.sequences.designer.sequence.model.settings.TimeZoneRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The definition of a sequence: graph and settings. Editable as a draft, frozen in a version.
 *
 * @param exitCriteria rules that end an enrollment
 * @param skipNonWorkingDays whether waits count working days only
 * @param assignTo API name of an {@link AssignTo}
 * @param assignToField with {@link AssignTo#RECORD_FIELD}: the field that names the user
 * @param sendWindow when automated messages may be sent; null for always
 * @param timeZone which local time applies; null for UTC
 * @param holidayCalendar id of the calendar of non-working days, on which nothing is sent
 * @param dailyCaps maximum numbers of actions per day
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

    /** With the required settings only. */
    public Draft(SequenceGraph graph, List<ExitCriterion> exitCriteria, boolean skipNonWorkingDays, String assignTo) {
        this(graph, exitCriteria, skipNonWorkingDays, assignTo, null, null, null, null, null);
    }
}
