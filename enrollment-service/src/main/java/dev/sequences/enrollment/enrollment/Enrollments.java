package dev.sequences.enrollment.enrollment;

import dev.sequences.chassis.eventlog.AggregateType;
import dev.sequences.chassis.eventlog.EventNames;
import dev.sequences.chassis.eventlog.Snapshots;
import dev.sequences.enrollment.abtest.model.AbTestDecided;
import dev.sequences.enrollment.enrollment.model.Enrollment;
import dev.sequences.enrollment.enrollment.model.EnrollmentCommand;
import dev.sequences.enrollment.enrollment.model.EnrollmentDecider;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent;

/** The enrollment aggregate: its type and the stored names of its events. */
public final class Enrollments {

    /** Keeps the cost of a step constant: without snapshots the twentieth step would read forty events. */
    private static final int SNAPSHOT_EVERY = 8;

    public static final AggregateType<EnrollmentCommand, Enrollment, EnrollmentEvent> ENROLLMENT = new AggregateType<>(
            "enrollment",
            new EnrollmentDecider(),
            Snapshots.of(SNAPSHOT_EVERY, StoredEnrollment.class, StoredEnrollment::of, StoredEnrollment::state));

    private Enrollments() {}

    /** Stored names. Increase the revision when a shape changes, and add an upcaster in {@code history}. */
    public static EventNames names() {
        return new EventNames()
                .add("enrollment.record-enrolled", 1, EnrollmentEvent.RecordEnrolled.class)
                .add("enrollment.step-opened", 1, EnrollmentEvent.StepOpened.class)
                .add("enrollment.step-completed", 1, EnrollmentEvent.StepCompleted.class)
                .add("enrollment.step-skipped", 1, EnrollmentEvent.StepSkipped.class)
                .add("enrollment.step-cancelled", 1, EnrollmentEvent.StepCancelled.class)
                .add("enrollment.step-rescheduled", 1, EnrollmentEvent.StepRescheduled.class)
                .add("enrollment.step-reassigned", 1, EnrollmentEvent.StepReassigned.class)
                .add("enrollment.wait-started", 1, EnrollmentEvent.WaitStarted.class)
                .add("enrollment.wait-ended", 1, EnrollmentEvent.WaitEnded.class)
                .add("enrollment.message-requested", 1, EnrollmentEvent.MessageRequested.class)
                .add("enrollment.answer-awaited", 1, EnrollmentEvent.AnswerAwaited.class)
                .add("enrollment.condition-evaluated", 1, EnrollmentEvent.ConditionEvaluated.class)
                .add("enrollment.activity-noted", 1, EnrollmentEvent.ActivityNoted.class)
                .add("enrollment.call-result-noted", 1, EnrollmentEvent.CallResultNoted.class)
                .add("enrollment.field-update-requested", 1, EnrollmentEvent.FieldUpdateRequested.class)
                .add("enrollment.field-update-concluded", 1, EnrollmentEvent.FieldUpdateConcluded.class)
                .add("enrollment.advance-requested", 1, EnrollmentEvent.AdvanceRequested.class)
                .add("enrollment.step-held", 1, EnrollmentEvent.StepHeld.class)
                .add("enrollment.hold-ended", 1, EnrollmentEvent.HoldEnded.class)
                .add("enrollment.step-failed", 1, EnrollmentEvent.StepFailed.class)
                .add("enrollment.step-retried", 1, EnrollmentEvent.StepRetried.class)
                .add("enrollment.enrollment-ended", 1, EnrollmentEvent.EnrollmentEnded.class)
                .snapshot("enrollment.state", 1, StoredEnrollment.class)
                .add("ab-test.decided", 1, AbTestDecided.class);
    }
}
