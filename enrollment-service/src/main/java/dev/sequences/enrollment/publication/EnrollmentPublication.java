package dev.sequences.enrollment.publication;

import dev.sequences.chassis.relay.Publication;
import dev.sequences.chassis.unit.Recorded;
import dev.sequences.contracts.ContractEvent;
import dev.sequences.contracts.enrollment.EnrollmentEndedV1;
import dev.sequences.contracts.enrollment.RecordEnrolledV1;
import dev.sequences.contracts.enrollment.StepCancelledV1;
import dev.sequences.contracts.enrollment.StepCompletedV1;
import dev.sequences.contracts.enrollment.StepOpenedV1;
import dev.sequences.contracts.enrollment.StepReassignedV1;
import dev.sequences.contracts.enrollment.StepRescheduledV1;
import dev.sequences.contracts.enrollment.StepSkippedV1;
import dev.sequences.contracts.enrollment.WaitEndedV1;
import dev.sequences.contracts.enrollment.WaitStartedV1;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent;
import dev.sequences.enrollment.enrollment.model.Subject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Every enrollment event is public; the mapping only spells the subject out. */
@ApplicationScoped
public class EnrollmentPublication implements Publication {

    @Override
    public Optional<ContractEvent> publish(Recorded<?> recorded) {
        return recorded.event() instanceof EnrollmentEvent event
                ? Optional.of(contract(recorded.aggregateId(), event))
                : Optional.empty();
    }

    private static ContractEvent contract(String id, EnrollmentEvent event) {
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
