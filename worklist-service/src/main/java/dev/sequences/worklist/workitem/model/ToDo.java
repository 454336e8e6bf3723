package dev.sequences.worklist.workitem.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done, by whom and when.
 *
 * @param activityType kebab-case type of the step, or {@value #WAIT}
 * @param dueAt end of the snooze or of the wait while there is one
 * @param snoozeCount how often the step was snoozed
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

    ToDo givenTo(Assignee other) {
        return new ToDo(step, activityType, title, description, templateId, other, dueAt, snoozeCount);
    }

    ToDo due(Instant moment, int snoozes) {
        return new ToDo(step, activityType, title, description, templateId, assignee, moment, snoozes);
    }
}
