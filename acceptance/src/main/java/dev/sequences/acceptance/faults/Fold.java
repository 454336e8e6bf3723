package dev.sequences.acceptance.faults;

import dev.sequences.contracts.Topics;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the events amount to, computed anew and without a service's code: columns by row key. */
final class Fold {

    private Fold() {}

    /** Rows under construction; a column keeps its last value. */
    static final class Rows {

        private final Map<String, Map<String, String>> rows = new TreeMap<>();

        Map<String, Map<String, String>> asMap() {
            return rows;
        }

        Map<String, String> row(String key) {
            return rows.computeIfAbsent(key, k -> new LinkedHashMap<>());
        }

        void remove(String key) {
            rows.remove(key);
        }

        private void add(String key, String column) {
            row(key).merge(column, "1", (a, b) -> Long.toString(Long.parseLong(a) + 1));
        }
    }

    /** Items as the worklist's log tells them. */
    static Rows workItems(Evidence evidence) {
        Rows rows = new Rows();
        for (LogEvent event : ordered(evidence.logOf("worklist"))) {
            if (!event.storedName().startsWith("work-item.")) {
                continue;
            }
            Map<String, String> item = rows.row(event.aggregateId());
            item.put("version", Long.toString(event.sequence() + 1));
            switch (event.storedName()) {
                case "work-item.opened" -> {
                    item.put("status", "open");
                    item.put("assignee_id", event.text("/assignee/id"));
                    item.put("due_at", event.text("/dueAt"));
                    item.put("step_id", event.text("/step/stepId"));
                }
                case "work-item.wait-opened" -> {
                    item.put("status", "waiting");
                    item.put("assignee_id", event.text("/assignee/id"));
                    item.put("due_at", event.text("/until"));
                    item.put("step_id", event.text("/step/stepId"));
                }
                case "work-item.completed" -> item.put("status", "done");
                case "work-item.skipped" -> item.put("status", "skipped");
                case "work-item.withdrawn" -> item.put("status", "withdrawn");
                case "work-item.snoozed" -> {
                    item.put("status", "snoozed");
                    item.put("due_at", event.text("/until"));
                }
                case "work-item.resumed" -> item.put("status", "open");
                case "work-item.reassigned", "work-item.handed-over" ->
                    item.put("assignee_id", event.text("/assignee/id"));
                case "work-item.rescheduled" -> item.put("due_at", event.text("/dueAt"));
                default -> {
                    // Notes and requests change no column that is compared.
                }
            }
        }
        return rows;
    }

    /** Enrollments as the enrollment service's log tells them. */
    static Rows enrollments(Evidence evidence) {
        Rows rows = new Rows();
        for (LogEvent event : ordered(evidence.logOf("enrollment"))) {
            if (!event.storedName().startsWith("enrollment.")) {
                continue;
            }
            Map<String, String> row = rows.row(event.aggregateId());
            row.put("stream_version", Long.toString(event.sequence() + 1));
            switch (event.storedName()) {
                case "enrollment.record-enrolled" -> {
                    row.put("sequence_id", event.text("/subject/sequenceId"));
                    row.put("record_id", event.text("/subject/recordId"));
                    row.put("ended", "false");
                    row.put("step_key", "");
                    row.put("completed_steps", "0");
                }
                case "enrollment.step-opened", "enrollment.wait-started" -> row.put("step_key", event.text("/stepKey"));
                case "enrollment.step-completed" -> {
                    row.put("step_key", "");
                    row.merge("completed_steps", "1", (a, b) -> Long.toString(Long.parseLong(a) + 1));
                }
                case "enrollment.step-skipped", "enrollment.step-cancelled", "enrollment.wait-ended" ->
                    row.put("step_key", "");
                case "enrollment.enrollment-ended" -> {
                    row.put("ended", "true");
                    row.put("step_key", "");
                    row.put("completed_steps", event.text("/completedSteps"));
                }
                default -> {
                    // Dates and assignees are compared on the work items.
                }
            }
        }
        return rows;
    }

    /** Sequences as the designer's log tells them. */
    static Rows sequences(Evidence evidence) {
        Rows rows = new Rows();
        for (LogEvent event : ordered(evidence.logOf("designer"))) {
            String id = event.aggregateId();
            switch (event.storedName()) {
                case "sequence.created" -> {
                    rows.row(id).put("name", event.text("/name"));
                    rows.row(id).put("live_version", "0");
                    rows.row(id).put("status", "inactive");
                }
                case "sequence.renamed" -> rows.row(id).put("name", event.text("/name"));
                case "sequence.activated" -> {
                    rows.row(id).put("live_version", event.text("/version"));
                    rows.row(id).put("status", "active");
                }
                case "sequence.deactivated" -> rows.row(id).put("status", "inactive");
                case "sequence.revision-started" -> rows.row(id).put("status", "revision");
                case "sequence.revision-discarded" -> rows.row(id).put("status", "active");
                case "sequence.deleted" -> rows.remove(id);
                default -> {
                    // Drafts change no column that is compared.
                }
            }
        }
        return rows;
    }

    /** Facts on enrollments as the topic tells them. */
    static Rows enrollmentFacts(Evidence evidence) {
        Rows rows = new Rows();
        TopicChecks.withoutRepeats(evidence, Topics.ENROLLMENTS).forEach((id, events) -> {
            for (TopicRecord event : events) {
                Map<String, String> row = rows.row(id);
                switch (event.type()) {
                    case "sequences.enrollment.record-enrolled.v1" -> {
                        row.put("sequence_id", event.text("sequenceId"));
                        row.put("version", event.text("version"));
                        row.put("record_id", event.text("recordId"));
                        row.put("status", "connected");
                        row.put("end_reason", "");
                        row.put("completed_steps", "0");
                    }
                    case "sequences.enrollment.step-completed.v1" ->
                        row.merge("completed_steps", "1", (a, b) -> Long.toString(Long.parseLong(a) + 1));
                    case "sequences.enrollment.enrollment-ended.v1" -> {
                        row.put("status", event.text("status"));
                        row.put("end_reason", event.text("endReason"));
                        row.put("completed_steps", event.text("completedSteps"));
                    }
                    default -> {
                        // Steps have rows of their own.
                    }
                }
            }
        });
        return rows;
    }

    /** Facts on steps as the topic tells them. */
    static Rows stepFacts(Evidence evidence) {
        Rows rows = new Rows();
        TopicChecks.withoutRepeats(evidence, Topics.ENROLLMENTS)
                .values()
                .forEach(events -> events.forEach(event -> {
                    String status =
                            switch (event.type()) {
                                case "sequences.enrollment.step-opened.v1" -> "open";
                                case "sequences.enrollment.wait-started.v1" -> "waiting";
                                case "sequences.enrollment.step-completed.v1", "sequences.enrollment.wait-ended.v1" ->
                                    "completed";
                                case "sequences.enrollment.step-skipped.v1" -> "skipped";
                                case "sequences.enrollment.step-cancelled.v1" -> "cancelled";
                                default -> "";
                            };
                    if (!status.isEmpty()) {
                        Map<String, String> row = rows.row(event.text("stepId"));
                        row.put("enrollment_id", event.text("enrollmentId"));
                        row.put("sequence_id", event.text("sequenceId"));
                        row.put("version", event.text("version"));
                        row.put("step_key", event.text("stepKey"));
                        row.put("status", status);
                    }
                }));
        return rows;
    }

    /** Counters per sequence, version and step: how many of the facts stand where. */
    static Rows stepFunnel(Evidence evidence) {
        Rows counters = new Rows();
        stepFacts(evidence).asMap().values().forEach(step -> {
            String key = step.get("sequence_id") + " " + step.get("version") + " " + step.get("step_key");
            Map<String, String> zero = counters.row(key);
            List.of("entered", "in_progress", "completed", "skipped", "cancelled")
                    .forEach(column -> zero.putIfAbsent(column, "0"));
            counters.add(key, "entered");
            String status = String.valueOf(step.get("status"));
            counters.add(key, status.equals("open") || status.equals("waiting") ? "in_progress" : status);
        });
        return counters;
    }

    /** Counters per sequence and version. */
    static Rows enrollmentFunnel(Evidence evidence) {
        Rows counters = new Rows();
        enrollmentFacts(evidence).asMap().values().forEach(fact -> {
            String key = fact.get("sequence_id") + " " + fact.get("version");
            Map<String, String> zero = counters.row(key);
            List.of("entered", "in_progress", "completed", "disconnected")
                    .forEach(column -> zero.putIfAbsent(column, "0"));
            counters.add(key, "entered");
            String status = String.valueOf(fact.get("status"));
            counters.add(key, status.equals("connected") ? "in_progress" : status);
        });
        return counters;
    }

    /** Who is a member of what, as the topic tells it. */
    static Rows memberships(Evidence evidence) {
        Rows rows = new Rows();
        TopicChecks.withoutRepeats(evidence, Topics.SEGMENTS)
                .forEach((key, events) -> events.forEach(event -> {
                    if (event.is("sequences.segment.record-joined-segment.v1")) {
                        rows.row(key).put("segment_id", event.text("segmentId"));
                    } else if (event.is("sequences.segment.record-left-segment.v1")) {
                        rows.row(key).put("segment_id", "");
                    }
                }));
        return rows;
    }

    /** Records as the CRM's topic has them last; deleted ones left out. */
    static Rows records(Evidence evidence) {
        Rows rows = new Rows();
        for (TopicRecord record : evidence.recordsOf(Topics.CRM_RECORDS)) {
            if (record.data() == null || record.text("recordId").isEmpty()) {
                rows.remove(record.key());
            } else {
                rows.row(record.key()).put("owner_id", record.text("ownerId"));
                rows.row(record.key()).put("active", record.text("active"));
            }
        }
        return rows;
    }

    private static List<LogEvent> ordered(List<LogEvent> events) {
        List<LogEvent> ordered = new ArrayList<>(events);
        ordered.sort(Comparator.comparing(LogEvent::aggregateId).thenComparing(LogEvent::sequence));
        return ordered;
    }
}
