package dev.sequences.worklist.workitem.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What may be asked of a work item. {@code by} is a user id; times come from the unit of work. */
public sealed interface WorkItemCommand {

    /** A step became current. A repeat does nothing. */
    record OpenWorkItem(
            StepRef step,
            String activityType,
            String title,
            @Nullable String description,
            @Nullable String templateId,
            Assignee assignee,
            Instant dueAt)
            implements WorkItemCommand {}

    /** A wait began. A repeat does nothing. */
    record OpenWaitingItem(StepRef step, Assignee assignee, Instant until) implements WorkItemCommand {}

    record CompleteWorkItem(@Nullable String note, @Nullable String callResult, String by, Instant at)
            implements WorkItemCommand {}

    record SkipWorkItem(@Nullable String reason, String by, Instant at) implements WorkItemCommand {}

    record SnoozeWorkItem(Instant until, String by, Instant at) implements WorkItemCommand {}

    /** The snooze may be over; does nothing when it has been moved or the item is not snoozed any more. */
    record ResumeWorkItem(Instant at) implements WorkItemCommand {}

    record RequestWaitSkip(String by) implements WorkItemCommand {}

    /** A person gives the item to somebody else. */
    record ReassignWorkItem(Assignee assignee, String by) implements WorkItemCommand {}

    record AddNote(String text, String by, Instant at) implements WorkItemCommand {}

    /** The enrollment gave the step to somebody else, and the item follows. */
    record HandOverWorkItem(Assignee assignee) implements WorkItemCommand {}

    /**
     * The enrollment moved the due time of the step, and the item follows, unless it is the echo of a snooze of ours that
     * has been overtaken by a later one.
     *
     * @param snoozeCount how many snoozes the enrollment had seen
     */
    record RescheduleWorkItem(Instant dueAt, int snoozeCount) implements WorkItemCommand {}

    /** The step was closed; does nothing when the item is closed as well. */
    record WithdrawWorkItem(String reason) implements WorkItemCommand {}
}
