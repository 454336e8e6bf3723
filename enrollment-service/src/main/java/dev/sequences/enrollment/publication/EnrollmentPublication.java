package dev.sequences.enrollment.publication;

import dev.sequences.chassis.eventlog.Recorded;
import dev.sequences.chassis.relay.Publication;
import dev.sequences.contracts.ContractEvent;
import dev.sequences.contracts.abtest.AbTestDecidedV1;
import dev.sequences.contracts.enrollment.ConditionEvaluatedV1;
import dev.sequences.contracts.enrollment.EnrollmentEndedV1;
import dev.sequences.contracts.enrollment.FieldUpdateRequestedV1;
import dev.sequences.contracts.enrollment.MessageRequestedV1;
import dev.sequences.contracts.enrollment.RecordEnrolledV1;
import dev.sequences.contracts.enrollment.StepCancelledV1;
import dev.sequences.contracts.enrollment.StepCompletedV1;
import dev.sequences.contracts.enrollment.StepFailedV1;
import dev.sequences.contracts.enrollment.StepOpenedV1;
import dev.sequences.contracts.enrollment.StepReassignedV1;
import dev.sequences.contracts.enrollment.StepRescheduledV1;
import dev.sequences.contracts.enrollment.StepRetriedV1;
import dev.sequences.contracts.enrollment.StepSkippedV1;
import dev.sequences.contracts.enrollment.WaitEndedV1;
import dev.sequences.contracts.enrollment.WaitStartedV1;
import dev.sequences.enrollment.abtest.model.AbTestDecided;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent;
import dev.sequences.enrollment.enrollment.model.Subject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Maps enrollment events to contract events. Nearly every event is public. */
@ApplicationScoped
public class EnrollmentPublication implements Publication {

    @Override
    public Optional<ContractEvent> publish(Recorded<?> recorded) {
        return switch (recorded.event()) {
            case EnrollmentEvent event -> Optional.ofNullable(contract(recorded.aggregateId(), event));
            case AbTestDecided event -> Optional.of(contract(recorded.aggregateId(), event));
            default -> Optional.empty();
        };
    }

    private static ContractEvent contract(String id, AbTestDecided event) {
        return new AbTestDecidedV1(
                id,
                event.sequenceId(),
                event.stepKey(),
                event.outcome(),
                event.winner(),
                event.winningMetric(),
                event.sentA(),
                event.engagedA(),
                event.sentB(),
                event.engagedB(),
                event.by(),
                event.at());
    }

    private static @Nullable ContractEvent contract(String id, EnrollmentEvent event) {
        Subject s = event.subject();
        return switch (event) {
            case EnrollmentEvent.RecordEnrolled e ->
                new RecordEnrolledV1(
                        id,
                        s.sequenceId(),
                        s.version(),
                        s.recordType(),
                        s.recordId(),
                        e.source(),
                        e.segmentId(),
                        e.assignee().type(),
                        e.assignee().id());
            case EnrollmentEvent.StepOpened e ->
                new StepOpenedV1(
                        id,
                        s.sequenceId(),
                        s.version(),
                        s.recordType(),
                        s.recordId(),
                        e.stepId(),
                        e.stepKey(),
                        e.stepType(),
                        e.name(),
                        e.description(),
                        e.templateId(),
                        e.assignee().type(),
                        e.assignee().id(),
                        e.dueAt());
            case EnrollmentEvent.StepCompleted e ->
                new StepCompletedV1(
                        id,
                        s.sequenceId(),
                        s.version(),
                        s.recordType(),
                        s.recordId(),
                        e.stepId(),
                        e.stepKey(),
                        e.callResult(),
                        e.completedBy(),
                        e.at());
            case EnrollmentEvent.StepSkipped e ->
                new StepSkippedV1(
                        id,
                        s.sequenceId(),
                        s.version(),
                        s.recordType(),
                        s.recordId(),
                        e.stepId(),
                        e.stepKey(),
                        e.reason(),
                        e.skippedBy(),
                        e.at());
            case EnrollmentEvent.StepCancelled e ->
                new StepCancelledV1(
                        id, s.sequenceId(), s.version(), s.recordType(), s.recordId(), e.stepId(), e.stepKey());
            case EnrollmentEvent.StepRescheduled e ->
                new StepRescheduledV1(
                        id,
                        s.sequenceId(),
                        s.version(),
                        s.recordType(),
                        s.recordId(),
                        e.stepId(),
                        e.stepKey(),
                        e.dueAt(),
                        e.proposedDueAt(),
                        e.snoozeCount());
            case EnrollmentEvent.StepReassigned e ->
                new StepReassignedV1(
                        id,
                        s.sequenceId(),
                        s.version(),
                        s.recordType(),
                        s.recordId(),
                        e.stepId(),
                        e.stepKey(),
                        e.assignee().type(),
                        e.assignee().id());
            case EnrollmentEvent.WaitStarted e ->
                new WaitStartedV1(
                        id,
                        s.sequenceId(),
                        s.version(),
                        s.recordType(),
                        s.recordId(),
                        e.stepId(),
                        e.stepKey(),
                        e.duration(),
                        e.until(),
                        e.assignee().type(),
                        e.assignee().id());
            case EnrollmentEvent.WaitEnded e ->
                new WaitEndedV1(
                        id,
                        s.sequenceId(),
                        s.version(),
                        s.recordType(),
                        s.recordId(),
                        e.stepId(),
                        e.stepKey(),
                        e.how(),
                        e.until(),
                        e.at());
            case EnrollmentEvent.MessageRequested e ->
                new MessageRequestedV1(
                        id,
                        s.sequenceId(),
                        s.version(),
                        s.recordType(),
                        s.recordId(),
                        e.stepId(),
                        e.stepKey(),
                        e.stepType().equals("automated-text-message") ? "text" : "email",
                        e.name(),
                        e.templateId(),
                        e.language(),
                        e.version(),
                        e.at());
            case EnrollmentEvent.ConditionEvaluated e ->
                new ConditionEvaluatedV1(
                        id,
                        s.sequenceId(),
                        s.version(),
                        s.recordType(),
                        s.recordId(),
                        e.stepId(),
                        e.stepKey(),
                        e.yes() ? "yes" : "no",
                        e.why(),
                        e.at());
            case EnrollmentEvent.FieldUpdateRequested e ->
                new FieldUpdateRequestedV1(
                        id,
                        s.sequenceId(),
                        s.version(),
                        s.recordType(),
                        s.recordId(),
                        e.stepId(),
                        e.stepKey(),
                        e.field(),
                        e.value(),
                        e.ownerType(),
                        e.ownerId(),
                        e.at());
            // Internal events; only the outcome is published.
            case EnrollmentEvent.AnswerAwaited e -> null;
            case EnrollmentEvent.FieldUpdateConcluded e -> null;
            case EnrollmentEvent.ActivityNoted e -> null;
            case EnrollmentEvent.CallResultNoted e -> null;
            case EnrollmentEvent.AdvanceRequested e -> null;
            // Internal as well: the reason for a pause is not published, only what happens next.
            case EnrollmentEvent.StepHeld e -> null;
            case EnrollmentEvent.HoldEnded e -> null;
            case EnrollmentEvent.StepFailed e ->
                new StepFailedV1(
                        id,
                        s.sequenceId(),
                        s.version(),
                        s.recordType(),
                        s.recordId(),
                        e.stepId(),
                        e.stepKey(),
                        e.stepType(),
                        e.code(),
                        e.reason(),
                        e.at());
            case EnrollmentEvent.StepRetried e ->
                new StepRetriedV1(
                        id,
                        s.sequenceId(),
                        s.version(),
                        s.recordType(),
                        s.recordId(),
                        e.stepId(),
                        e.stepKey(),
                        e.by(),
                        e.at());
            case EnrollmentEvent.EnrollmentEnded e ->
                new EnrollmentEndedV1(
                        id,
                        s.sequenceId(),
                        s.version(),
                        s.recordType(),
                        s.recordId(),
                        e.reason().status(),
                        e.reason().label(),
                        e.disposition(),
                        e.note(),
                        e.completedSteps(),
                        e.enrolledAt(),
                        e.at());
        };
    }
}
