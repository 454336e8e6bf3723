package dev.sequences.worklist.workitem.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The work of an item: activity, assignee and due time.
 *
 * @param activityType kebab-case type of the step, or {@value #WAIT}
 * @param dueAt due time; while snoozed or waiting, the end of the snooze or wait
 * @param snoozeCount number of snoozes of the step
 */
public record ToDo(
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

    ToDo assignedTo(Assignee other) {
        return new ToDo(step, activityType, title, description, templateId, other, dueAt, snoozeCount);
    }

    ToDo dueAt(Instant moment, int snoozes) {
        return new ToDo(step, activityType, title, description, templateId, assignee, moment, snoozes);
    }
}
