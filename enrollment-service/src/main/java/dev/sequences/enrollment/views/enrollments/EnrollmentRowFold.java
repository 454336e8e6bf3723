package dev.sequences.enrollment.views.enrollments;

import dev.sequences.chassis.eventlog.Recorded;
import dev.sequences.enrollment.enrollment.model.Assignee;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.ActivityNoted;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.AdvanceRequested;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.AnswerAwaited;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.CallResultNoted;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.ConditionEvaluated;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.EnrollmentEnded;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.FieldUpdateConcluded;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.FieldUpdateRequested;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.HoldEnded;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.MessageRequested;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.RecordEnrolled;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.StepCancelled;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.StepCompleted;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.StepFailed;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.StepHeld;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.StepOpened;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.StepReassigned;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.StepRescheduled;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.StepRetried;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.StepSkipped;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.WaitEnded;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.WaitStarted;
import dev.sequences.enrollment.views.enrollments.EnrollmentRow.CurrentStep;
import dev.sequences.enrollment.views.enrollments.EnrollmentRow.End;
import dev.sequences.enrollment.views.enrollments.EnrollmentRow.Failure;
import dev.sequences.enrollment.views.enrollments.EnrollmentRow.Origin;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Applies an event to the row of an enrollment. A fold of its own, because the state that decisions need has neither the names,
 * types and opening times of steps nor the source of the enrollment.
 */
final class EnrollmentRowFold {

    private static final String UPDATE_FIELD = "update-field";

    private EnrollmentRowFold() {}

    /** Returns the row after the event; null when its enrollment is unknown. An event that the row already contains changes nothing. */
    static @Nullable EnrollmentRow after(@Nullable EnrollmentRow row, Recorded<?> recorded) {
        long version = recorded.position() + 1;
        if (recorded.event() instanceof RecordEnrolled enrolled) {
            return enrolled(recorded.aggregateId(), enrolled, version);
        }
        if (row == null || row.streamVersion() >= version) {
            return row;
        }
        return changed(row, (EnrollmentEvent) recorded.event(), recorded.at()).withStreamVersion(version);
    }

    private static EnrollmentRow enrolled(String id, RecordEnrolled enrolled, long version) {
        Origin origin = new Origin(enrolled.subject(), enrolled.source(), enrolled.segmentId(), enrolled.at());
        return new EnrollmentRow(id, origin, enrolled.assignee(), 0, 0, null, null, null, version);
    }

    private static EnrollmentRow changed(EnrollmentRow row, EnrollmentEvent event, Instant at) {
        CurrentStep current = row.currentStep();
        return switch (event) {
            case StepOpened e -> row.withStep(open(e, at)).withOpenedSteps(row.openedSteps() + 1);
            case WaitStarted e ->
                row.withStep(
                        waiting(e.stepId(), e.stepKey(), "wait", e.stepKey(), e.assignee(), e.until(), at, "wait"));
            case AnswerAwaited e ->
                row.withStep(waiting(
                        e.stepId(),
                        e.stepKey(),
                        e.stepType(),
                        e.stepKey(),
                        row.assignee(),
                        e.until(),
                        at,
                        e.stepType().equals(UPDATE_FIELD) ? "field-update" : "answer"));
            case StepHeld e ->
                row.withStep(waiting(
                        e.stepId(), e.stepKey(), e.stepType(), e.name(), row.assignee(), e.until(), at, e.reason()));
            case MessageRequested e -> row.withoutStep().withOpenedSteps(row.openedSteps() + 1);
            case StepCompleted e -> row.withoutStep().withCompletedSteps(row.completedSteps() + 1);
            case StepSkipped e -> row.withoutStep();
            case StepCancelled e -> row.withoutStep();
            case WaitEnded e -> row.withoutStep();
            case HoldEnded e -> row.withoutStep();
            case ConditionEvaluated e -> row.withoutStep();
            case FieldUpdateConcluded e -> row.withoutStep();
            case StepRescheduled e -> current == null ? row : row.withStep(current.withDue(e.dueAt()));
            case StepReassigned e -> current == null ? row : row.withStep(current.withAssignee(e.assignee()));
            case StepFailed e -> failed(row, e, at);
            case StepRetried e -> row.withoutStep().withError(null);
            case EnrollmentEnded e ->
                row.withoutStep()
                        .withError(null)
                        .withCompletedSteps(e.completedSteps())
                        .withEnd(new End(e.reason(), e.disposition(), e.at()));
            case RecordEnrolled e -> row;
            case ActivityNoted e -> row;
            case CallResultNoted e -> row;
            case FieldUpdateRequested e -> row;
            case AdvanceRequested e -> row;
        };
    }

    private static CurrentStep open(StepOpened e, Instant at) {
        return new CurrentStep(
                e.stepId(),
                e.stepKey(),
                e.stepType(),
                e.name(),
                "open",
                e.assignee().type(),
                e.assignee().id(),
                e.dueAt(),
                at,
                null);
    }

    private static CurrentStep waiting(
            String stepId,
            String key,
            String type,
            String name,
            Assignee assignee,
            Instant until,
            Instant at,
            String waitingFor) {
        return new CurrentStep(
                stepId, key, type, name, "waiting", assignee.type(), assignee.id(), until, at, waitingFor);
    }

    /** An ended enrollment has no current node, even when its advance failed. */
    private static EnrollmentRow failed(EnrollmentRow row, StepFailed e, Instant at) {
        EnrollmentRow failed = row.withError(new Failure(e.code(), e.reason(), e.stepKey(), e.at()));
        if (row.end() != null) {
            return failed.withoutStep();
        }
        return failed.withStep(new CurrentStep(
                e.stepId(),
                e.stepKey(),
                e.stepType(),
                e.stepKey(),
                "failed",
                row.assignee().type(),
                row.assignee().id(),
                e.at(),
                at,
                null));
    }
}
