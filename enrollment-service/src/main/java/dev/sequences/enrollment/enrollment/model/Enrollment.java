package dev.sequences.enrollment.enrollment.model;

import java.time.Instant;

/** Where an enrollment stands. One current node at most; an ended one never moves again. */
public sealed interface Enrollment {

    /** Before the first event. */
    record NotStarted() implements Enrollment {}

    /** A step is current and waits for its assignee. {@code proposedDueAt} is what the sequence said, kept over snoozes. */
    record AtStep(
            Progress progress,
            String stepId,
            String stepKey,
            Assignee assignee,
            Instant dueAt,
            Instant proposedDueAt,
            int snoozeCount)
            implements Enrollment {}

    /** A wait is running. */
    record Waiting(Progress progress, String stepId, String stepKey, Instant until) implements Enrollment {}

    /** A condition or a wait for an event is open; {@code until} is its time limit. */
    record AwaitingAnswer(Progress progress, String stepId, String stepKey, Instant until) implements Enrollment {}

    /** Between two nodes; never at rest here. */
    record Moving(Progress progress) implements Enrollment {}

    /** Over. */
    record Ended(Progress progress, EndReason reason, Instant at) implements Enrollment {}

    /** What all stages share. */
    record Progress(
            Subject subject,
            Assignee assignee,
            boolean assigneeFixed,
            Instant enrolledAt,
            int completedSteps,
            Memory memory) {

        public Progress(
                Subject subject, Assignee assignee, boolean assigneeFixed, Instant enrolledAt, int completedSteps) {
            this(subject, assignee, assigneeFixed, enrolledAt, completedSteps, Memory.EMPTY);
        }

        Progress oneMoreCompleted() {
            return new Progress(subject, assignee, assigneeFixed, enrolledAt, completedSteps + 1, memory);
        }

        Progress with(Memory changed) {
            return new Progress(subject, assignee, assigneeFixed, enrolledAt, completedSteps, changed);
        }
    }
}
