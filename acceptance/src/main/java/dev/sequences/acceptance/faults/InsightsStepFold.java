package dev.sequences.acceptance.faults;

import dev.sequences.contracts.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Steps and waits in insights computed from the topic, and their counters computed from the events. */
final class InsightsStepFold {

    private static final List<String> FIGURES = List.of("entered", "in_progress", "completed", "skipped", "cancelled");

    private InsightsStepFold() {}

    static Rows stepFacts(Evidence evidence) {
        Rows rows = new Rows();
        TopicChecks.withoutRepeats(evidence, Topics.ENROLLMENTS)
                .values()
                .forEach(events -> events.forEach(event -> step(rows, event)));
        return rows;
    }

    private static void step(Rows rows, TopicRecord event) {
        String id = event.text("stepId");
        switch (event.type()) {
            case "sequences.enrollment.step-opened.v1" -> {
                opened(rows.row(id), event, event.text("stepType"), "open");
                rows.row(id).put("name", event.text("name"));
                rows.row(id).put("due_at", Fold.moment(event, "dueAt"));
            }
            case "sequences.enrollment.wait-started.v1" -> opened(rows.row(id), event, "wait", "waiting");
            case "sequences.enrollment.message-requested.v1" -> {
                boolean email = event.text("channel").equals("email");
                String type = !event.text("abVersion").isEmpty()
                        ? "ab-test"
                        : email ? "automated-email" : "automated-text-message";
                opened(rows.row(id), event, type, "open");
                rows.row(id).put("name", event.text("name"));
                rows.row(id).put("ab_version", event.text("abVersion"));
                rows.row(id).put("assignee_type", "system");
                rows.row(id).put("assignee", "sender");
            }
            case "sequences.enrollment.step-completed.v1" -> {
                closed(rows.row(id), event, "completed", Fold.moment(event, "completedAt"));
                rows.row(id).put("call_result", event.text("callResult"));
                rows.row(id).put("closed_by", event.text("completedBy"));
            }
            case "sequences.enrollment.wait-ended.v1" -> {
                closed(rows.row(id), event, "completed", Fold.moment(event, "endedAt"));
                rows.row(id).put("wait_end", event.text("how"));
            }
            case "sequences.enrollment.step-skipped.v1" -> {
                closed(rows.row(id), event, "skipped", Fold.moment(event, "skippedAt"));
                rows.row(id).put("closed_by", event.text("skippedBy"));
            }
            case "sequences.enrollment.step-rescheduled.v1" -> {
                rows.row(id).put("due_at", Fold.moment(event, "dueAt"));
                rows.row(id).put("snooze_count", event.text("snoozeCount"));
                rows.row(id).put("last_sequence", Long.toString(event.sequence()));
            }
            case "sequences.enrollment.step-cancelled.v1" -> {
                // A pending condition is cancelled too, but conditions are not steps.
                if (rows.has(id)) {
                    closed(rows.row(id), event, "cancelled", Fold.time(event).toString());
                }
            }
            case "sequences.enrollment.step-reassigned.v1" -> {
                rows.row(id).put("assignee_type", event.text("assigneeType"));
                rows.row(id).put("assignee", event.text("assigneeId"));
                rows.row(id).put("last_sequence", Long.toString(event.sequence()));
            }
            default -> {
                // Conditions and the enrollment itself are not steps.
            }
        }
    }

    private static void opened(Map<String, String> row, TopicRecord event, String type, String status) {
        row.put("enrollment_id", event.text("enrollmentId"));
        row.put("sequence_id", event.text("sequenceId"));
        row.put("version", event.text("version"));
        row.put("step_key", event.text("stepKey"));
        row.put("step_type", type);
        row.put("name", "");
        row.put("assignee_type", event.text("assigneeType"));
        row.put("assignee", event.text("assigneeId"));
        row.put("opened_at", Fold.time(event).toString());
        row.put("closed_at", "");
        row.put("status", status);
        row.put("call_result", "");
        row.put("wait_end", "");
        row.put("closed_by", "");
        row.put("ab_version", "");
        row.put("due_at", "");
        row.put("snooze_count", "0");
        row.put("last_sequence", Long.toString(event.sequence()));
    }

    private static void closed(Map<String, String> row, TopicRecord event, String status, String at) {
        row.put("status", status);
        row.put("closed_at", at);
        row.put("last_sequence", Long.toString(event.sequence()));
    }

    static Rows stepFunnel(Evidence evidence) {
        Rows counters = new Rows();
        for (Map<String, String> step : stepFacts(evidence).asMap().values()) {
            Map<String, String> row = counters.row(Rows.key(step, "sequence_id", "version", "step_key"));
            row.put("step_type", step.getOrDefault("step_type", ""));
            row.put("name", step.getOrDefault("name", ""));
            count(row, step);
        }
        return counters;
    }

    static Rows sellerFunnel(Evidence evidence) {
        Rows counters = new Rows();
        for (Map<String, String> step : stepFacts(evidence).asMap().values()) {
            // Waits and automated messages have no work item.
            if (!"wait".equals(step.get("step_type")) && !"system".equals(step.get("assignee_type"))) {
                count(sellerRow(counters, Rows.key(step, "assignee_type", "assignee", "sequence_id")), step);
                String closedBy = step.getOrDefault("closed_by", "");
                if (!closedBy.isEmpty() && !closedBy.startsWith("system:")) {
                    Rows.add(
                            sellerRow(counters, "user " + closedBy + " " + step.get("sequence_id")),
                            "closed_by_them",
                            1);
                }
            }
        }
        TopicChecks.withoutRepeats(evidence, Topics.ENROLLMENTS)
                .values()
                .forEach(events -> reassignments(counters, events));
        return counters;
    }

    /** A reassigned step remains in the figures of its former assignee. */
    private static void reassignments(Rows counters, List<TopicRecord> events) {
        Map<String, String> assignees = new HashMap<>();
        for (TopicRecord event : events) {
            String assignee = event.text("assigneeType") + " " + event.text("assigneeId");
            if (event.is("sequences.enrollment.step-opened.v1")) {
                assignees.put(event.text("stepId"), assignee);
            } else if (event.is("sequences.enrollment.step-reassigned.v1")) {
                String former = assignees.put(event.text("stepId"), assignee);
                if (former != null && !former.equals(assignee)) {
                    Map<String, String> row = sellerRow(counters, former + " " + event.text("sequenceId"));
                    Rows.add(row, "entered", 1);
                    Rows.add(row, "reassigned", 1);
                }
            }
        }
    }

    private static Map<String, String> sellerRow(Rows counters, String key) {
        Map<String, String> row = counters.row(key);
        FIGURES.forEach(figure -> row.putIfAbsent(figure, "0"));
        row.putIfAbsent("reassigned", "0");
        row.putIfAbsent("closed_by_them", "0");
        return row;
    }

    private static void count(Map<String, String> row, Map<String, String> step) {
        FIGURES.forEach(figure -> row.putIfAbsent(figure, "0"));
        String status = step.getOrDefault("status", "");
        Rows.add(row, "entered", 1);
        Rows.add(row, status.equals("open") || status.equals("waiting") ? "in_progress" : status, 1);
    }

    static Rows stepActions(Evidence evidence) {
        Rows counters = new Rows();
        for (Map<String, String> step : stepFacts(evidence).asMap().values()) {
            String action = step.getOrDefault("wait".equals(step.get("step_type")) ? "wait_end" : "call_result", "");
            if (!action.isEmpty()) {
                Rows.add(
                        counters.row(Rows.key(step, "sequence_id", "version", "step_key") + " " + action),
                        "occurrences",
                        1);
            }
        }
        return counters;
    }

    static Rows stepTimes(Evidence evidence) {
        Rows counters = new Rows();
        for (Map<String, String> step : stepFacts(evidence).asMap().values()) {
            if ("completed".equals(step.get("status"))) {
                int bucket = bucket(Fold.millis(step, "opened_at", "closed_at"));
                Rows.add(
                        counters.row(Rows.key(step, "sequence_id", "version", "step_key") + " " + bucket),
                        "occurrences",
                        1);
            }
        }
        return counters;
    }

    /** One bucket per millisecond below 128, then 64 buckets per power of two. */
    private static int bucket(long millis) {
        int bucket = 0;
        long width = 1;
        long bound = 128;
        while (millis >= bound) {
            bucket += bound == 128 ? 128 : 64;
            width *= 2;
            bound *= 2;
        }
        long start = width == 1 ? 0 : bound / 2;
        return bucket + (int) ((millis - start) / width);
    }
}
