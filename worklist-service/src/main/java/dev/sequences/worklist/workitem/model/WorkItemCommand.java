package dev.sequences.worklist.workitem.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Commands of a work item. {@code by} is a user id; times come from the unit of work. */
public sealed interface WorkItemCommand {

    /** A step became current. A repeat has no effect. */
    record OpenWorkItem(
            StepRef step,
            String activityType,
            String title,
            @Nullable String description,
            @Nullable String templateId,
            Assignee assignee,
            Instant dueAt)
            implements WorkItemCommand {}

    /** A wait began. A repeat has no effect. */
    record OpenWaitingItem(StepRef step, Assignee assignee, Instant until) implements WorkItemCommand {}

    record CompleteWorkItem(@Nullable String note, @Nullable String callResult, String by, Instant at)
            implements WorkItemCommand {}

    record SkipWorkItem(@Nullable String reason, String by, Instant at) implements WorkItemCommand {}

    record SnoozeWorkItem(Instant until, String by, Instant at) implements WorkItemCommand {}

    /** Ends the snooze if it is over at {@code at}; no effect if it was moved or the item is no longer snoozed. */
    record ResumeWorkItem(Instant at) implements WorkItemCommand {}

    record RequestWaitSkip(String by) implements WorkItemCommand {}

    /** A user reassigns the item. */
    record ReassignWorkItem(Assignee assignee, String by) implements WorkItemCommand {}

    record AddNote(String text, String by, Instant at) implements WorkItemCommand {}

    /** The enrollment reassigned the step; the item follows. */
    record HandOverWorkItem(Assignee assignee) implements WorkItemCommand {}

    /**
     * The enrollment moved the due time of the step; the item follows unless the change answers a snooze that a later snooze of
     * this item has superseded.
     *
     * @param snoozeCount number of snoozes that the enrollment had processed
     */
    record RescheduleWorkItem(Instant dueAt, int snoozeCount) implements WorkItemCommand {}

    /** The step was closed. No effect if the item is closed, as it is after its own completion. */
    record WithdrawWorkItem(String reason) implements WorkItemCommand {}
}
