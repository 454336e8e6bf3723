package dev.sequences.enrollment.enrollment.model;

import java.time.Instant;
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
