package dev.sequences.enrollment.enrollment.model;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** State of an enrollment. It has at most one current node; an ended enrollment does not change any more. */
public sealed interface Enrollment {

    /** Before the first event. */
    record NotStarted() implements Enrollment {}

    /** A step is open for its assignee. {@code proposedDueAt}: due time set by the sequence, unchanged by snoozes. */
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

    /** A condition or a wait for an event is open until {@code until}. */
    record AwaitingAnswer(Progress progress, String stepId, String stepKey, Instant until) implements Enrollment {}

    /**
     * Held before a node that is not allowed yet: outside the send window, or above the daily cap.
     *
     * @param entering whether it is the first node, so that the enrollment itself is counted
     * @param day local day for which it is already counted; null when it is not
     */
    record Held(
            Progress progress,
            String stepId,
            String stepKey,
            String reason,
            Instant until,
            boolean entering,
            @Nullable LocalDate day)
            implements Enrollment {}

    /** A node could not be executed. {@code stepId}: its id, which a retry keeps. */
    record Failed(Progress progress, String stepId, String stepKey, String code, String reason) implements Enrollment {}

    /**
     * Between two nodes; only within a decision. {@code advance}: set when the record is about to leave for another sequence.
     */
    record Moving(Progress progress, @Nullable Advance advance) implements Enrollment {

        Moving(Progress progress) {
            this(progress, null);
        }
    }

    /** Ended. {@code advance}: the advance to another sequence; null when there was none. */
    record Ended(
            Progress progress,
            EndReason reason,
            Instant at,
            @Nullable Advance advance) implements Enrollment {

        /** Returns whether the advance to the other sequence failed. */
        public boolean failed() {
            return advance != null && advance.failure() != null;
        }
    }

    /** An advance to another sequence. {@code failure}: why it has failed; null otherwise. */
    record Advance(String stepId, String stepKey, @Nullable Failure failure) {}

    /** Code and reason of a failure. */
    record Failure(String code, String reason) {}

    /** A step that is counted for a local day. */
    record Place(String stepId, LocalDate day) {}

    /**
     * Data shared by all states.
     *
     * @param updates field updates requested since the enrollment last stopped at a node
     * @param place of the last held step; null when it had none
     */
    record Progress(
            Subject subject,
            Assignee assignee,
            boolean assigneeFixed,
            Instant enrolledAt,
            int completedSteps,
            ContactHistory memory,
            FieldUpdates updates,
            @Nullable Place place) {

        public Progress(
                Subject subject, Assignee assignee, boolean assigneeFixed, Instant enrolledAt, int completedSteps) {
            this(
                    subject,
                    assignee,
                    assigneeFixed,
                    enrolledAt,
                    completedSteps,
                    ContactHistory.EMPTY,
                    FieldUpdates.NONE,
                    null);
        }

        Progress withStepCompleted() {
            return new Progress(
                    subject, assignee, assigneeFixed, enrolledAt, completedSteps + 1, memory, updates, place);
        }

        Progress with(ContactHistory changed) {
            return new Progress(subject, assignee, assigneeFixed, enrolledAt, completedSteps, changed, updates, place);
        }

        Progress with(FieldUpdates changed) {
            return new Progress(subject, assignee, assigneeFixed, enrolledAt, completedSteps, memory, changed, place);
        }

        Progress with(@Nullable Place taken) {
            return new Progress(subject, assignee, assigneeFixed, enrolledAt, completedSteps, memory, updates, taken);
        }

        /** Returns whether the step is counted for this day. */
        boolean hasPlace(String stepId, LocalDate day) {
            return place != null && place.stepId().equals(stepId) && place.day().equals(day);
        }
    }
}
