package dev.sequences.enrollment.enrollment.model;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What happens to an enrollment. Private: others see the contract events. */
public sealed interface EnrollmentEvent {

    Subject subject();

    /** {@code assigneeFixed}: the steps stay with the assignee that was named at enrolling, whoever owns the record. */
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

    /** Whoever sends messages is asked to send this one; for the walk it is done. {@code version}: of an A/B test. */
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

    /** A condition cannot be answered before the customer acts or the time is up. {@code stepType}: of the node. */
    record AnswerAwaited(Subject subject, String stepId, String stepKey, String stepType, Instant until)
            implements EnrollmentEvent {}

    record ConditionEvaluated(
            Subject subject, String stepId, String stepKey, String stepType, boolean yes, String why, Instant at)
            implements EnrollmentEvent {}

    /** Something happened with the customer that conditions may ask about. {@code at}: when it happened. */
    record ActivityNoted(
            Subject subject,
            String activityId,
            String type,
            @Nullable String stepId,
            Instant at) implements EnrollmentEvent {}

    /** Whoever keeps the calls says how the open one went; a result that is given when the step is done goes before it. */
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

    /** The record leaves for another sequence; its end here follows. */
    record AdvanceRequested(Subject subject, String stepId, String stepKey, String toSequenceId, Instant at)
            implements EnrollmentEvent {}

    /**
     * The walk stops before a node whose time has not come.
     *
     * @param reason send-window, holiday, daily-cap, holiday-calendar-unknown, or turn: it is about to be counted
     * @param entering whether it is the first node
     * @param day local day on which it has been counted; null when it has not
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
     * A node could not be executed. A running enrollment stands still there; one that has ended as advanced could not go on
     * in the other sequence.
     */
    record StepFailed(
            Subject subject, String stepId, String stepKey, String stepType, String code, String reason, Instant at)
            implements EnrollmentEvent {}

    /** What had failed is tried again; what comes of it follows. */
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
