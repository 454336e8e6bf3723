package dev.sequences.acceptance.faults;

import dev.sequences.contracts.Topics;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/** Enrollments in insights computed from the topic, and their counters computed from the events. */
final class InsightsEnrollmentFold {

    static final String AB_TEST_DECIDED = "sequences.ab-test.ab-test-decided.v1";

    private InsightsEnrollmentFold() {}

    static Rows enrollmentFacts(Evidence evidence) {
        Rows rows = new Rows();
        TopicChecks.withoutRepeats(evidence, Topics.ENROLLMENTS).forEach((id, events) -> {
            if (events.stream().allMatch(event -> event.is(AB_TEST_DECIDED))) {
                // Belongs to the stream of a test.
                return;
            }
            for (TopicRecord event : events) {
                Map<String, String> row = rows.row(id);
                switch (event.type()) {
                    case "sequences.enrollment.record-enrolled.v1" -> enrolled(row, event);
                    case "sequences.enrollment.step-completed.v1" -> {
                        Rows.add(row, "completed_steps", 1);
                        row.put("last_sequence", Long.toString(event.sequence()));
                    }
                    case "sequences.enrollment.step-failed.v1" ->
                        wrong(row, event, event.text("stepKey"), event.text("code"));
                    case "sequences.enrollment.step-retried.v1" -> wrong(row, event, "", "");
                    case "sequences.enrollment.enrollment-ended.v1" -> {
                        wrong(row, event, "", "");
                        row.put("status", event.text("status"));
                        row.put("end_reason", event.text("endReason"));
                        row.put("disposition", event.text("disposition"));
                        row.put("completed_steps", event.text("completedSteps"));
                        row.put("ended_at", Fold.moment(event, "endedAt"));
                        row.put("last_sequence", Long.toString(event.sequence()));
                    }
                    default -> {
                        // Steps have separate rows; conditions have none.
                    }
                }
            }
        });
        return rows;
    }

    private static void enrolled(Map<String, String> row, TopicRecord event) {
        row.put("sequence_id", event.text("sequenceId"));
        row.put("version", event.text("version"));
        row.put("record_type", event.text("recordType"));
        row.put("record_id", event.text("recordId"));
        row.put("source", event.text("source"));
        row.put("segment_id", event.text("segmentId"));
        row.put("assignee_type", event.text("assigneeType"));
        row.put("assignee", event.text("assigneeId"));
        row.put("enrolled_at", Fold.time(event).toString());
        row.put("ended_at", "");
        row.put("status", "connected");
        row.put("end_reason", "");
        row.put("disposition", "");
        row.put("completed_steps", "0");
        wrong(row, event, "", "");
    }

    private static void wrong(Map<String, String> row, TopicRecord event, String key, String code) {
        row.put("error_key", key);
        row.put("error_code", code);
        row.put("last_sequence", Long.toString(event.sequence()));
    }

    static Rows errors(Evidence evidence) {
        Rows counters = new Rows();
        for (Map<String, String> fact : enrollmentFacts(evidence).asMap().values()) {
            if (!fact.getOrDefault("error_code", "").isEmpty()) {
                Rows.add(
                        counters.row(Rows.key(fact, "sequence_id", "version", "error_key", "error_code")),
                        "enrollments",
                        1);
            }
        }
        return counters;
    }

    static Rows enrollmentFunnel(Evidence evidence) {
        Rows counters = new Rows();
        for (Map<String, String> fact : enrollmentFacts(evidence).asMap().values()) {
            Map<String, String> row = counters.row(Rows.key(fact, "sequence_id", "version"));
            List.of("entered", "in_progress", "completed", "disconnected", "walked_through", "walked_millis")
                    .forEach(figure -> row.putIfAbsent(figure, "0"));
            String status = fact.getOrDefault("status", "");
            Rows.add(row, "entered", 1);
            Rows.add(row, status.equals("connected") ? "in_progress" : status, 1);
            if ("sequence-completed".equals(fact.get("end_reason"))) {
                Rows.add(row, "walked_through", 1);
                Rows.add(row, "walked_millis", Fold.millis(fact, "enrolled_at", "ended_at"));
            }
        }
        return counters;
    }

    static Rows endReasons(Evidence evidence) {
        Rows counters = new Rows();
        for (Map<String, String> fact : enrollmentFacts(evidence).asMap().values()) {
            if (!fact.getOrDefault("end_reason", "").isEmpty()) {
                Rows.add(counters.row(Rows.key(fact, "sequence_id", "version", "end_reason")), "enrollments", 1);
            }
        }
        return counters;
    }

    static Rows days(Evidence evidence) {
        Rows counters = new Rows();
        for (Map<String, String> fact : enrollmentFacts(evidence).asMap().values()) {
            Rows.add(day(counters, fact, "enrolled_at"), "entered", 1);
            if (!"connected".equals(fact.get("status"))) {
                Rows.add(day(counters, fact, "ended_at"), fact.getOrDefault("status", ""), 1);
            }
        }
        return counters;
    }

    private static Map<String, String> day(Rows counters, Map<String, String> fact, String moment) {
        String at = fact.getOrDefault(moment, "");
        String day = at.isEmpty()
                ? ""
                : Instant.parse(at).atOffset(ZoneOffset.UTC).toLocalDate().toString();
        Map<String, String> row = counters.row(Rows.key(fact, "sequence_id", "version") + " " + day);
        List.of("entered", "completed", "disconnected").forEach(figure -> row.putIfAbsent(figure, "0"));
        return row;
    }
}
