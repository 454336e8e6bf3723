package dev.sequences.enrollment.enrollment.model;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

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

    /**
     * Before a node whose time has not come: outside of the send window, or the day is full.
     *
     * @param entering whether it is the first node, so that the enrollment itself is counted
     * @param day local day on which it has been counted already; null when it has not
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

    /** Stands still at a node that could not be executed. {@code stepId}: its id, also when it is tried again. */
    record Failed(Progress progress, String stepId, String stepKey, String code, String reason) implements Enrollment {}

    /** Between two nodes; never at rest here. {@code advance}: it is about to leave for another sequence. */
    record Moving(Progress progress, @Nullable Advance advance) implements Enrollment {

        Moving(Progress progress) {
            this(progress, null);
        }
    }

    /** Over. {@code advance}: where it left for another sequence; null when it did not. */
    record Ended(
            Progress progress,
            EndReason reason,
            Instant at,
            @Nullable Advance advance) implements Enrollment {

        /** Whether the record is not on the sequence that it was advanced to. */
        public boolean failed() {
            return advance != null && advance.failure() != null;
        }
    }

    /** Leaving for another sequence. {@code failure}: why that did not work so far. */
    record Advance(String stepId, String stepKey, @Nullable Failure failure) {}

    /** Why something could not be done. */
    record Failure(String code, String reason) {}

    /** A step that has been counted on a local day. */
    record Place(String stepId, LocalDate day) {}

    /**
     * What all stages share.
     *
     * @param updates what this walk has set in the record since it rested last
     * @param place of the step that was held last; null when it had none
     */
    record Progress(
            Subject subject,
            Assignee assignee,
            boolean assigneeFixed,
            Instant enrolledAt,
            int completedSteps,
            Memory memory,
            FieldUpdates updates,
            @Nullable Place place) {

        public Progress(
                Subject subject, Assignee assignee, boolean assigneeFixed, Instant enrolledAt, int completedSteps) {
            this(subject, assignee, assigneeFixed, enrolledAt, completedSteps, Memory.EMPTY, FieldUpdates.NONE, null);
        }

        Progress oneMoreCompleted() {
            return new Progress(
                    subject, assignee, assigneeFixed, enrolledAt, completedSteps + 1, memory, updates, place);
        }

        Progress with(Memory changed) {
            return new Progress(subject, assignee, assigneeFixed, enrolledAt, completedSteps, changed, updates, place);
        }

        Progress with(FieldUpdates changed) {
            return new Progress(subject, assignee, assigneeFixed, enrolledAt, completedSteps, memory, changed, place);
        }

        Progress with(@Nullable Place taken) {
            return new Progress(subject, assignee, assigneeFixed, enrolledAt, completedSteps, memory, updates, taken);
        }

        /** Whether the step has been counted for this day. */
        boolean hasPlace(String stepId, LocalDate day) {
            return place != null && place.stepId().equals(stepId) && place.day().equals(day);
        }
    }
}
