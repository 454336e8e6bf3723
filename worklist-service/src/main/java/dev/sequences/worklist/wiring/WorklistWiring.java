package dev.sequences.worklist.wiring;

import dev.sequences.chassis.eventlog.EventNames;
import dev.sequences.worklist.workitem.model.WorkItemEvent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Stored names of the work list's own events. A name is never reused; a changed shape gets the next revision. */
public final class WorklistWiring {

    WorklistWiring() {}

    @Produces
    @Singleton
    public static EventNames names() {
        return new EventNames()
                .add("work-item.opened", 1, WorkItemEvent.Opened.class)
                .add("work-item.wait-opened", 1, WorkItemEvent.WaitOpened.class)
                .add("work-item.completed", 1, WorkItemEvent.Completed.class)
                .add("work-item.skipped", 1, WorkItemEvent.Skipped.class)
                .add("work-item.snoozed", 1, WorkItemEvent.Snoozed.class)
                .add("work-item.resumed", 1, WorkItemEvent.Resumed.class)
                .add("work-item.wait-skip-requested", 1, WorkItemEvent.WaitSkipRequested.class)
                .add("work-item.reassigned", 1, WorkItemEvent.Reassigned.class)
                .add("work-item.note-added", 1, WorkItemEvent.NoteAdded.class)
                .add("work-item.handed-over", 1, WorkItemEvent.HandedOver.class)
                .add("work-item.rescheduled", 1, WorkItemEvent.Rescheduled.class)
                .add("work-item.withdrawn", 1, WorkItemEvent.Withdrawn.class);
    }
}
