package dev.sequences.worklist.workitem;

import dev.sequences.worklist.workitem.model.Assignee;
import dev.sequences.worklist.workitem.model.ToDo;
import dev.sequences.worklist.workitem.model.WorkItem;
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
        ToDo toDo = item.toDo();
        return new WorkItemState(
                id,
                toDo.step().enrollmentId(),
                toDo.step().sequenceId(),
                toDo.step().stepId(),
                toDo.step().stepKey(),
                toDo.activityType(),
                toDo.title(),
                new RecordRef(toDo.step().recordType(), toDo.step().recordId()),
                toDo.assignee(),
                toDo.dueAt(),
                item.status(),
                toDo.snoozeCount());
    }
}
