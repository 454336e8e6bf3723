package dev.sequences.worklist.publication;

import dev.sequences.chassis.eventlog.Recorded;
import dev.sequences.chassis.relay.Publication;
import dev.sequences.contracts.ContractEvent;
import dev.sequences.contracts.workitem.NoteAddedV1;
import dev.sequences.contracts.workitem.WaitSkipRequestedV1;
import dev.sequences.contracts.workitem.WorkItemCompletedV1;
import dev.sequences.contracts.workitem.WorkItemOpenedV1;
import dev.sequences.contracts.workitem.WorkItemReassignedV1;
import dev.sequences.contracts.workitem.WorkItemResumedV1;
import dev.sequences.contracts.workitem.WorkItemSkippedV1;
import dev.sequences.contracts.workitem.WorkItemSnoozedV1;
import dev.sequences.contracts.workitem.WorkItemWithdrawnV1;
import dev.sequences.worklist.workitem.model.Assignee;
import dev.sequences.worklist.workitem.model.StepRef;
import dev.sequences.worklist.workitem.model.WorkItemDetails;
import dev.sequences.worklist.workitem.model.WorkItemEvent;
import dev.sequences.worklist.workitem.model.WorkItemEvent.Completed;
import dev.sequences.worklist.workitem.model.WorkItemEvent.HandedOver;
import dev.sequences.worklist.workitem.model.WorkItemEvent.NoteAdded;
import dev.sequences.worklist.workitem.model.WorkItemEvent.Opened;
import dev.sequences.worklist.workitem.model.WorkItemEvent.Reassigned;
import dev.sequences.worklist.workitem.model.WorkItemEvent.Rescheduled;
import dev.sequences.worklist.workitem.model.WorkItemEvent.Resumed;
import dev.sequences.worklist.workitem.model.WorkItemEvent.Skipped;
import dev.sequences.worklist.workitem.model.WorkItemEvent.Snoozed;
import dev.sequences.worklist.workitem.model.WorkItemEvent.WaitOpened;
import dev.sequences.worklist.workitem.model.WorkItemEvent.WaitSkipRequested;
import dev.sequences.worklist.workitem.model.WorkItemEvent.Withdrawn;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;

/** Publishes each event under its own name, except the two that only repeat what the enrollment has already published. */
@ApplicationScoped
public class WorkItemPublication implements Publication {

    @Override
    public Optional<ContractEvent> publish(Recorded<?> recorded) {
        return recorded.event() instanceof WorkItemEvent event
                ? publish(recorded.aggregateId(), event)
                : Optional.empty();
    }

    private static Optional<ContractEvent> publish(String id, WorkItemEvent event) {
        StepRef s = event.step();
        // All contract events start with the same seven fields; short names keep each of them on one line.
        String enrollment = s.enrollmentId();
        String sequence = s.sequenceId();
        String step = s.stepId();
        String key = s.stepKey();
        String type = s.recordType();
        String record = s.recordId();
        return switch (event) {
            case Opened e -> Optional.of(opened(id, s, e.activityType(), e.assignee(), e.dueAt()));
            case WaitOpened e -> Optional.of(opened(id, s, WorkItemDetails.WAIT, e.assignee(), e.until()));
            case Completed e ->
                Optional.of(new WorkItemCompletedV1(
                        id, enrollment, sequence, step, key, type, record, e.callResult(), e.note(), e.by(), e.at()));
            case Skipped e ->
                Optional.of(new WorkItemSkippedV1(
                        id, enrollment, sequence, step, key, type, record, e.reason(), e.by(), e.at()));
            case Snoozed e ->
                Optional.of(
                        new WorkItemSnoozedV1(id, enrollment, sequence, step, key, type, record, e.until(), e.by()));
            case Resumed e -> Optional.of(new WorkItemResumedV1(id, enrollment, sequence, step, key, type, record));
            case WaitSkipRequested e ->
                Optional.of(new WaitSkipRequestedV1(id, enrollment, sequence, step, key, type, record, e.by()));
            case Reassigned e ->
                Optional.of(new WorkItemReassignedV1(
                        id,
                        enrollment,
                        sequence,
                        step,
                        key,
                        type,
                        record,
                        e.assignee().type(),
                        e.assignee().id()));
            case NoteAdded e ->
                Optional.of(
                        new NoteAddedV1(id, enrollment, sequence, step, key, type, record, e.text(), e.by(), e.at()));
            case Withdrawn e ->
                Optional.of(new WorkItemWithdrawnV1(id, enrollment, sequence, step, key, type, record, e.reason()));
            case HandedOver e -> Optional.empty();
            case Rescheduled e -> Optional.empty();
        };
    }

    private static WorkItemOpenedV1 opened(
            String id, StepRef s, String activityType, Assignee assignee, Instant dueAt) {
        return new WorkItemOpenedV1(
                id,
                s.enrollmentId(),
                s.sequenceId(),
                s.stepId(),
                s.stepKey(),
                s.recordType(),
                s.recordId(),
                activityType,
                assignee.type(),
                assignee.id(),
                dueAt);
    }
}
