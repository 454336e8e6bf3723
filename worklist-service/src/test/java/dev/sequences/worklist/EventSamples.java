package dev.sequences.worklist;

import dev.sequences.worklist.workitem.model.Assignee;
import dev.sequences.worklist.workitem.model.StepRef;
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
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** One event of each type by its stored name, with the data of the published samples. */
public final class EventSamples {

    public static final StepRef CALL = step("4239893d-2958-5692-bc99-173a76b96817", "call");
    public static final StepRef PAUSE = step("cdeb5e7c-d540-5033-883a-da23c15bb68d", "pause");
    private static final Assignee TOMAS = Assignee.user("tomas.lind");
    private static final Assignee WEST = new Assignee(Assignee.TEAM, "inside-sales-west");

    private EventSamples() {}

    public static Map<String, WorkItemEvent> byStoredName() {
        Map<String, WorkItemEvent> samples = new LinkedHashMap<>();
        samples.put(
                "work-item.opened",
                new Opened(
                        CALL,
                        "phone-call",
                        "First call",
                        "Ask how the webinar was.",
                        "call-guide",
                        TOMAS,
                        Instant.parse("2026-03-07T09:12:44.389112Z")));
        samples.put("work-item.wait-opened", new WaitOpened(PAUSE, TOMAS, Instant.parse("2026-03-06T09:12:44.071Z")));
        samples.put(
                "work-item.completed",
                new Completed(
                        CALL,
                        "made",
                        "Interested, wants to see prices first.",
                        "tomas.lind",
                        Instant.parse("2026-03-06T09:41:07.102Z")));
        samples.put(
                "work-item.skipped",
                new Skipped(
                        CALL,
                        "Amara asked for mail instead of calls.",
                        "tomas.lind",
                        Instant.parse("2026-03-06T09:41:07.102Z")));
        samples.put("work-item.snoozed", new Snoozed(CALL, Instant.parse("2026-03-09T08:30:00Z"), 1, "tomas.lind"));
        samples.put("work-item.resumed", new Resumed(CALL));
        samples.put("work-item.wait-skip-requested", new WaitSkipRequested(PAUSE, "tomas.lind"));
        samples.put("work-item.reassigned", new Reassigned(CALL, WEST, "helena.ortiz"));
        samples.put(
                "work-item.note-added",
                new NoteAdded(
                        CALL,
                        "Amara is on leave until Monday.",
                        "tomas.lind",
                        Instant.parse("2026-03-05T16:20:31.964Z")));
        samples.put("work-item.handed-over", new HandedOver(CALL, WEST));
        samples.put("work-item.rescheduled", new Rescheduled(CALL, Instant.parse("2026-03-09T08:30:00Z"), 1));
        samples.put("work-item.withdrawn", new Withdrawn(PAUSE, "wait-ended"));
        return samples;
    }

    private static StepRef step(String id, String key) {
        return new StepRef(
                "019cadfd-8900-73a1-8000-5eed00000003",
                "019cad8f-ac00-73a1-8000-5eed00000001",
                id,
                key,
                "lead",
                "lead-20418");
    }
}
