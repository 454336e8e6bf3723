package dev.sequences.enrollment.enrollment.model;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Domain events of an enrollment. Private; other services read the contract events. */
public sealed interface EnrollmentEvent {

    Subject subject();

    /** {@code assigneeFixed}: all steps belong to the assignee given at enrolling, independent of the record's owner. */
    record RecordEnrolled(
            Subject subject,
            String source,
            @Nullable String segmentId,
            Assignee assignee,
            boolean assigneeFixed,
            Instant at)
            implements EnrollmentEvent {}

    record StepOpened(
            Subject subject,
            String stepId,
            String stepKey,
            String stepType,
            String name,
            @Nullable String description,
            @Nullable String templateId,
            Assignee assignee,
            Instant dueAt)
            implements EnrollmentEvent {}

    record StepCompleted(
            Subject subject,
            String stepId,
            String stepKey,
            @Nullable String callResult,
            String completedBy,
            Instant at) implements EnrollmentEvent {}

    record StepSkipped(
            Subject subject,
            String stepId,
            String stepKey,
            @Nullable String reason,
            String skippedBy,
            Instant at) implements EnrollmentEvent {}

    record StepCancelled(Subject subject, String stepId, String stepKey) implements EnrollmentEvent {}

    record StepRescheduled(
            Subject subject, String stepId, String stepKey, Instant dueAt, Instant proposedDueAt, int snoozeCount)
            implements EnrollmentEvent {}

    record StepReassigned(Subject subject, String stepId, String stepKey, Assignee assignee)
            implements EnrollmentEvent {}

    record WaitStarted(
            Subject subject, String stepId, String stepKey, String duration, Instant until, Assignee assignee)
            implements EnrollmentEvent {}

    /** {@code how}: elapsed or skipped. */
    record WaitEnded(Subject subject, String stepId, String stepKey, String how, Instant until, Instant at)
            implements EnrollmentEvent {}

    /** Requests a message from the mail sender. The enrollment continues at once. {@code version}: a or b of an A/B test. */
    record MessageRequested(
            Subject subject,
            String stepId,
            String stepKey,
            String stepType,
            String name,
            String templateId,
            @Nullable String language,
            @Nullable String version,
            Instant at)
            implements EnrollmentEvent {}

    /**
     * A condition waits for the customer's activity, or a field update for its outcome, until the time limit. {@code stepType}: type of the
     * node.
     */
    record AnswerAwaited(Subject subject, String stepId, String stepKey, String stepType, Instant until)
            implements EnrollmentEvent {}

    record ConditionEvaluated(
            Subject subject, String stepId, String stepKey, String stepType, boolean yes, String why, Instant at)
            implements EnrollmentEvent {}

    /** An activity of the customer that conditions may use. {@code at}: when it happened. */
    record ActivityNoted(
            Subject subject,
            String activityId,
            String type,
            @Nullable String stepId,
            Instant at) implements EnrollmentEvent {}

    /** The telephone system reported the result of the open call. A result entered with the completion takes precedence. */
    record CallResultNoted(Subject subject, String stepId, String stepKey, String activityId, String result, Instant at)
            implements EnrollmentEvent {}

    record FieldUpdateRequested(
            Subject subject,
            String stepId,
            String stepKey,
            String field,
            @Nullable Object value,
            @Nullable String ownerType,
            @Nullable String ownerId,
            Instant at)
            implements EnrollmentEvent {}

    /**
     * The outcome of a requested field update is known, or is not awaited any longer. {@code outcome}: applied, delegated (another system
     * applies it) or unknown (the time limit has passed). A refused update is a {@link StepFailed}.
     */
    record FieldUpdateConcluded(Subject subject, String stepId, String stepKey, String outcome, Instant at)
            implements EnrollmentEvent {}

    /** The record leaves for another sequence. The end of this enrollment follows. */
    record AdvanceRequested(Subject subject, String stepId, String stepKey, String toSequenceId, Instant at)
            implements EnrollmentEvent {}

    /**
     * The enrollment is held before a node that is not allowed yet.
     *
     * @param reason send-window, holiday, daily-cap, holiday-calendar-unknown, or turn (about to be counted)
     * @param entering whether it is the first node
     * @param day local day for which it is counted; null when it is not
     */
    record StepHeld(
            Subject subject,
            String stepId,
            String stepKey,
            String stepType,
            String name,
            String reason,
            Instant until,
            boolean entering,
            @Nullable LocalDate day,
            Instant at)
            implements EnrollmentEvent {}

    /** {@code how}: passed or cancelled. */
    record HoldEnded(Subject subject, String stepId, String stepKey, String how, Instant at)
            implements EnrollmentEvent {}

    /**
     * A node could not be executed: the enrollment stays there with status error. For an ended enrollment: the advance to
     * another sequence failed.
     */
    record StepFailed(
            Subject subject, String stepId, String stepKey, String stepType, String code, String reason, Instant at)
            implements EnrollmentEvent {}

    /** A failed step is retried. Its outcome follows. */
    record StepRetried(Subject subject, String stepId, String stepKey, String by, Instant at)
            implements EnrollmentEvent {}

    record EnrollmentEnded(
            Subject subject,
            EndReason reason,
            @Nullable String disposition,
            @Nullable String note,
            int completedSteps,
            Instant enrolledAt,
            Instant at)
            implements EnrollmentEvent {}
}
