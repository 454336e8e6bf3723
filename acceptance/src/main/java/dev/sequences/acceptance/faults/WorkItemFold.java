package dev.sequences.acceptance.faults;

import java.util.Map;

/** Work items computed from the worklist's log. */
final class WorkItemFold {

    private WorkItemFold() {}

    static Rows workItems(Evidence evidence) {
        Rows rows = new Rows();
        for (LogEvent event : Fold.streams(evidence, "worklist", "work-item")) {
            Map<String, String> item = rows.row(event.aggregateId());
            item.put("version", Long.toString(event.sequence() + 1));
            switch (event.storedName()) {
                case "work-item.opened" -> {
                    opened(item, event, "open", event.text("/activityType"), event.text("/title"));
                    item.put("due_at", event.text("/dueAt"));
                }
                case "work-item.wait-opened" -> {
                    opened(item, event, "waiting", "wait", "Wait");
                    item.put("due_at", event.text("/until"));
                }
                case "work-item.completed" -> item.put("status", "done");
                case "work-item.skipped" -> item.put("status", "skipped");
                case "work-item.withdrawn" -> item.put("status", "withdrawn");
                case "work-item.snoozed" -> {
                    item.put("status", "snoozed");
                    item.put("due_at", event.text("/until"));
                    item.put("snooze_count", event.text("/count"));
                }
                case "work-item.resumed" -> item.put("status", "open");
                case "work-item.reassigned", "work-item.handed-over" -> {
                    item.put("assignee_type", event.text("/assignee/type"));
                    item.put("assignee_id", event.text("/assignee/id"));
                }
                case "work-item.rescheduled" -> {
                    item.put("due_at", event.text("/dueAt"));
                    item.put("snooze_count", event.text("/snoozeCount"));
                }
                case "work-item.wait-skip-requested", "work-item.note-added" -> {
                    // The list shows neither requests nor notes.
                }
                default -> rows.unexplained(event);
            }
        }
        return rows;
    }

    private static void opened(Map<String, String> item, LogEvent event, String status, String type, String title) {
        item.put("status", status);
        item.put("activity_type", type);
        item.put("title", title);
        item.put("description", event.text("/description"));
        item.put("template_id", event.text("/templateId"));
        item.put("assignee_type", event.text("/assignee/type"));
        item.put("assignee_id", event.text("/assignee/id"));
        item.put("snooze_count", "0");
        item.put("enrollment_id", event.text("/step/enrollmentId"));
        item.put("sequence_id", event.text("/step/sequenceId"));
        item.put("step_id", event.text("/step/stepId"));
        item.put("step_key", event.text("/step/stepKey"));
        item.put("record_type", event.text("/step/recordType"));
        item.put("record_id", event.text("/step/recordId"));
    }
}
