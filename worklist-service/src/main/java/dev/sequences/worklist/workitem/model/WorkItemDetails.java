package dev.sequences.worklist.workitem.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Details of a work item: step, activity, assignee and due time.
 *
 * @param activityType kebab-case type of the step, or {@value #WAIT}
 * @param dueAt due time; while snoozed or waiting, the end of the snooze or wait
 * @param snoozeCount number of snoozes of the step
 */
public record WorkItemDetails(
        StepRef step,
        String activityType,
        String title,
        @Nullable String description,
        @Nullable String templateId,
        Assignee assignee,
        Instant dueAt,
        int snoozeCount) {

    public static final String WAIT = "wait";
    public static final String PHONE_CALL = "phone-call";

    WorkItemDetails withAssignee(Assignee newAssignee) {
        return new WorkItemDetails(step, activityType, title, description, templateId, newAssignee, dueAt, snoozeCount);
    }

    WorkItemDetails withDueAt(Instant newDueAt, int newSnoozeCount) {
        return new WorkItemDetails(
                step, activityType, title, description, templateId, assignee, newDueAt, newSnoozeCount);
    }
}
