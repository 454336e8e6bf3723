package dev.sequences.worklist.workitem.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Events of a work item. */
public sealed interface WorkItemEvent {

    StepRef step();

    /** Closes the item for good: no event of the item follows. */
    sealed interface Closing extends WorkItemEvent {}

    record Opened(
            StepRef step,
            String activityType,
            String title,
            @Nullable String description,
            @Nullable String templateId,
            Assignee assignee,
            Instant dueAt)
            implements WorkItemEvent {}

    record WaitOpened(StepRef step, Assignee assignee, Instant until) implements WorkItemEvent {}

    record Completed(
            StepRef step,
            @Nullable String callResult,
            @Nullable String note,
            String by,
            Instant at) implements Closing {}

    record Skipped(StepRef step, @Nullable String reason, String by, Instant at) implements Closing {}

    /** {@code count}: number of snoozes of this step so far, including this one. */
    record Snoozed(StepRef step, Instant until, int count, String by) implements WorkItemEvent {}

    record Resumed(StepRef step) implements WorkItemEvent {}

    record WaitSkipRequested(StepRef step, String by) implements WorkItemEvent {}

    record Reassigned(StepRef step, Assignee assignee, String by) implements WorkItemEvent {}

    record NoteAdded(StepRef step, String text, String by, Instant at) implements WorkItemEvent {}

    /**
     * The item followed the reassignment of its step. Not published: the enrollment has published it already, and two quick
     * reassignments would answer each other without end.
     */
    record HandedOver(StepRef step, Assignee assignee) implements WorkItemEvent {}

    /** The item followed the due time of its step. Not published, like {@link HandedOver}. */
    record Rescheduled(StepRef step, Instant dueAt, int snoozeCount) implements WorkItemEvent {}

    record Withdrawn(StepRef step, String reason) implements Closing {}
}
