package dev.sequences.worklist.workitem;

import dev.sequences.chassis.answer.Problem;
import dev.sequences.chassis.eventlog.AggregateType;
import dev.sequences.chassis.ids.DerivedIds;
import dev.sequences.worklist.workitem.model.WorkItem;
import dev.sequences.worklist.workitem.model.WorkItemCommand;
import dev.sequences.worklist.workitem.model.WorkItemDecider;
import dev.sequences.worklist.workitem.model.WorkItemEvent;
import java.util.Locale;
import java.util.UUID;

/** The aggregate type and its ids. */
public final class WorkItems {

    public static final AggregateType<WorkItemCommand, WorkItem, WorkItemEvent> WORK_ITEM =
            AggregateType.of("work-item", new WorkItemDecider());

    private static final int ID_LENGTH = 36;

    private WorkItems() {}

    /** Returns the id of a step's only item: the version 5 UUID of name {@code work-item} in the step's namespace. */
    public static String idOf(String stepId) {
        return DerivedIds.of(UUID.fromString(stepId), "work-item");
    }

    /** Returns the id in canonical form. Throws a 404 problem if it is not a UUID. */
    public static String canonicalId(String id) {
        try {
            if (id.length() == ID_LENGTH) {
                return UUID.fromString(id.toLowerCase(Locale.ROOT)).toString();
            }
        } catch (IllegalArgumentException e) {
            // Reported below like any other unknown id.
        }
        throw Problem.unknown("work-item", id);
    }
}
