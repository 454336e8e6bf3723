package dev.sequences.acceptance.faults;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Enrollments computed from the enrollment service's log. */
final class EnrollmentFold {

    private static final List<String> CURRENT = List.of(
            "id", "key", "type", "name", "status", "assigneeType", "assigneeId", "dueAt", "openedAt", "waitingFor");

    private static final List<String> ERROR = List.of("code", "reason", "stepKey", "at");

    private EnrollmentFold() {}

    static Rows enrollments(Evidence evidence) {
        Rows rows = new Rows();
        for (LogEvent event : Fold.streams(evidence, "enrollment", "enrollment")) {
            Map<String, String> row = rows.row(event.aggregateId());
            row.put("stream_version", Long.toString(event.sequence() + 1));
            switch (event.storedName()) {
                case "enrollment.record-enrolled" -> enrolled(row, event);
                case "enrollment.step-opened" -> {
                    opens(row, event, event.text("/stepType"), event.text("/name"), "open", event.text("/dueAt"));
                    assigned(row, event);
                    Rows.add(row, "opened_steps", 1);
                }
                case "enrollment.wait-started" -> {
                    opens(row, event, "wait", event.text("/stepKey"), "waiting", event.text("/until"));
                    current(row, "waitingFor", "wait");
                    assigned(row, event);
                }
                case "enrollment.answer-awaited" -> {
                    opens(row, event, event.text("/stepType"), event.text("/stepKey"), "waiting", event.text("/until"));
                    current(
                            row,
                            "waitingFor",
                            event.text("/stepType").equals("update-field") ? "field-update" : "answer");
                    assignedAsBefore(row);
                }
                case "enrollment.step-held" -> {
                    opens(row, event, event.text("/stepType"), event.text("/name"), "waiting", event.text("/until"));
                    current(row, "waitingFor", event.text("/reason"));
                    assignedAsBefore(row);
                }
                case "enrollment.step-failed" -> failed(row, event);
                case "enrollment.step-retried" -> {
                    nothingOpen(row);
                    nothingWrong(row);
                    String reason = row.getOrDefault("end_reason", "");
                    row.put("status", reason.isEmpty() ? "connected" : statusAfter(reason));
                }
                case "enrollment.message-requested" -> {
                    nothingOpen(row);
                    Rows.add(row, "opened_steps", 1);
                }
                case "enrollment.step-completed" -> {
                    nothingOpen(row);
                    Rows.add(row, "completed_steps", 1);
                }
                case "enrollment.step-skipped",
                        "enrollment.step-cancelled",
                        "enrollment.wait-ended",
                        "enrollment.hold-ended",
                        "enrollment.field-update-concluded",
                        "enrollment.condition-evaluated" -> nothingOpen(row);
                case "enrollment.step-rescheduled" -> {
                    if (isOpen(row)) {
                        current(row, "dueAt", event.text("/dueAt"));
                        row.put("current_due", event.text("/dueAt"));
                    }
                }
                case "enrollment.step-reassigned" -> {
                    if (isOpen(row)) {
                        assigned(row, event);
                    }
                }
                case "enrollment.activity-noted",
                        "enrollment.call-result-noted",
                        "enrollment.field-update-requested",
                        "enrollment.advance-requested" -> {
                    // Open steps stay open.
                }
                case "enrollment.enrollment-ended" -> ended(row, event);
                default -> rows.unexplained(event);
            }
        }
        return rows;
    }

    private static void enrolled(Map<String, String> row, LogEvent event) {
        row.put("sequence_id", event.text("/subject/sequenceId"));
        row.put("version", event.text("/subject/version"));
        row.put("record_type", event.text("/subject/recordType"));
        row.put("record_id", event.text("/subject/recordId"));
        row.put("status", "connected");
        row.put("end_reason", "");
        row.put("disposition", "");
        row.put("source", event.text("/source"));
        row.put("segment_id", event.text("/segmentId"));
        row.put("assignee_type", event.text("/assignee/type"));
        row.put("assignee_id", event.text("/assignee/id"));
        row.put("completed_steps", "0");
        row.put("opened_steps", "0");
        row.put("enrolled_at", event.text("/at"));
        row.put("ended_at", "");
        nothingOpen(row);
        nothingWrong(row);
    }

    private static void ended(Map<String, String> row, LogEvent event) {
        String reason = event.text("/reason").toLowerCase(Locale.ROOT).replace('_', '-');
        row.put("status", statusAfter(reason));
        row.put("end_reason", reason);
        row.put("disposition", event.text("/disposition"));
        row.put("completed_steps", event.text("/completedSteps"));
        row.put("ended_at", event.text("/at"));
        nothingOpen(row);
        nothingWrong(row);
    }

    private static String statusAfter(String endReason) {
        return endReason.equals("sequence-completed") ? "completed" : "disconnected";
    }

    /** A running enrollment stays at the failed step; an ended one has no current node. */
    private static void failed(Map<String, String> row, LogEvent event) {
        if (row.getOrDefault("ended_at", "").isEmpty()) {
            opens(row, event, event.text("/stepType"), event.text("/stepKey"), "failed", event.text("/at"));
            assignedAsBefore(row);
        } else {
            nothingOpen(row);
        }
        row.put("status", "error");
        row.put("error_code", event.text("/code"));
        row.remove("error");
        ERROR.forEach(field -> row.put("error|/" + field, event.text("/" + field)));
    }

    private static void nothingWrong(Map<String, String> row) {
        ERROR.forEach(field -> row.remove("error|/" + field));
        row.put("error", "");
        row.put("error_code", "");
    }

    private static void assignedAsBefore(Map<String, String> row) {
        current(row, "assigneeType", row.getOrDefault("assignee_type", ""));
        current(row, "assigneeId", row.getOrDefault("assignee_id", ""));
    }

    private static void opens(
            Map<String, String> row, LogEvent event, String type, String name, String status, String due) {
        row.remove("current_step");
        current(row, "id", event.text("/stepId"));
        current(row, "key", event.text("/stepKey"));
        current(row, "type", type);
        current(row, "name", name);
        current(row, "status", status);
        current(row, "dueAt", due);
        current(row, "openedAt", event.at().toString());
        current(row, "waitingFor", "");
        row.put("step_key", event.text("/stepKey"));
        row.put("current_due", due);
    }

    private static void assigned(Map<String, String> row, LogEvent event) {
        current(row, "assigneeType", event.text("/assignee/type"));
        current(row, "assigneeId", event.text("/assignee/id"));
        row.put("assignee_type", event.text("/assignee/type"));
        row.put("assignee_id", event.text("/assignee/id"));
    }

    private static boolean isOpen(Map<String, String> row) {
        return !row.containsKey("current_step");
    }

    private static void nothingOpen(Map<String, String> row) {
        CURRENT.forEach(field -> row.remove("current_step|/" + field));
        row.put("current_step", "");
        row.put("step_key", "");
        row.put("current_due", "");
    }

    private static void current(Map<String, String> row, String field, String value) {
        row.put("current_step|/" + field, value);
    }
}
