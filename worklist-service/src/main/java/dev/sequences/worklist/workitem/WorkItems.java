package dev.sequences.worklist.workitem;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.sequences.chassis.answer.Problem;
import dev.sequences.chassis.eventlog.AggregateType;
import dev.sequences.worklist.workitem.model.WorkItem;
import dev.sequences.worklist.workitem.model.WorkItemCommand;
import dev.sequences.worklist.workitem.model.WorkItemDecider;
import dev.sequences.worklist.workitem.model.WorkItemEvent;
import java.util.Locale;
import java.util.UUID;

/** The kind of aggregate, and how its ids come about. */
public final class WorkItems {

    public static final AggregateType<WorkItemCommand, WorkItem, WorkItemEvent> WORK_ITEM =
            AggregateType.of("work-item", new WorkItemDecider());

    private static final int LENGTH_OF_ID = 36;

    private WorkItems() {}

    /** One step has one item, whatever is delivered twice: version 5 UUID of name {@code work-item} in the step's namespace. */
    public static String idOf(String stepId) {
        return UuidCreator.getNameBasedSha1(UUID.fromString(stepId), "work-item")
                .toString();
    }

    /** The id in its one spelling; what is no id cannot be known either. */
    public static String asked(String id) {
        try {
            if (id.length() == LENGTH_OF_ID) {
                return UUID.fromString(id.toLowerCase(Locale.ROOT)).toString();
            }
        } catch (IllegalArgumentException e) {
            // Answered below, as for any other id that does not exist.
        }
        throw Problem.unknown("work-item", id);
    }
}
