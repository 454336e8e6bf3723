package dev.sequences.worklist.workitem;

import dev.sequences.worklist.workitem.model.Assignee;
import dev.sequences.worklist.workitem.model.WorkItem;
import dev.sequences.worklist.workitem.model.WorkItemDetails;
import java.time.Instant;

/** Response of an action: the item's state from its events. {@code GET} returns the record's name and fields as well. */
public record WorkItemState(
        String id,
        String enrollmentId,
        String sequenceId,
        String stepId,
        String stepKey,
        String activityType,
        String title,
        RecordRef record,
        Assignee assignee,
        Instant dueAt,
        String status,
        int snoozeCount) {

    /** A CRM record. */
    public record RecordRef(String type, String id) {}

    static WorkItemState of(String id, WorkItem.Known item) {
        WorkItemDetails details = item.details();
        return new WorkItemState(
                id,
                details.step().enrollmentId(),
                details.step().sequenceId(),
                details.step().stepId(),
                details.step().stepKey(),
                details.activityType(),
                details.title(),
                new RecordRef(details.step().recordType(), details.step().recordId()),
                details.assignee(),
                details.dueAt(),
                item.status(),
                details.snoozeCount());
    }
}
