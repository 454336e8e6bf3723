package dev.sequences.acceptance.faults;

import dev.sequences.contracts.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Evaluated conditions in insights computed from the topic, and their counters computed from the events. */
final class InsightsBranchFold {

    private InsightsBranchFold() {}

    /** Evaluated conditions, and the outcome of their enrollments. */
    static Rows branchFacts(Evidence evidence) {
        Rows rows = new Rows();
        TopicChecks.withoutRepeats(evidence, Topics.ENROLLMENTS).forEach((id, events) -> {
            List<String> passed = new ArrayList<>();
            for (TopicRecord event : events) {
                if (event.is("sequences.enrollment.condition-evaluated.v1")) {
                    passed.add(event.text("stepId"));
                    Map<String, String> row = rows.row(event.text("stepId"));
                    row.put("enrollment_id", id);
                    row.put("sequence_id", event.text("sequenceId"));
                    row.put("version", event.text("version"));
                    row.put("step_key", event.text("stepKey"));
                    row.put("branch", event.text("branch"));
                    row.put("evaluated_at", Fold.moment(event, "evaluatedAt"));
                    row.put("status", "connected");
                    row.put("end_reason", "");
                    row.put("last_sequence", Long.toString(event.sequence()));
                } else if (event.is("sequences.enrollment.enrollment-ended.v1")) {
                    for (String stepId : passed) {
                        rows.row(stepId).put("status", event.text("status"));
                        rows.row(stepId).put("end_reason", event.text("endReason"));
                        rows.row(stepId).put("last_sequence", Long.toString(event.sequence()));
                    }
                }
            }
        });
        return rows;
    }

    static Rows branchFunnel(Evidence evidence) {
        Rows counters = new Rows();
        for (Map<String, String> fact : branchFacts(evidence).asMap().values()) {
            Map<String, String> row = counters.row(Rows.key(fact, "sequence_id", "version", "step_key", "branch"));
            List.of("entered", "in_progress", "completed", "disconnected", "advanced")
                    .forEach(figure -> row.putIfAbsent(figure, "0"));
            String status = fact.getOrDefault("status", "");
            Rows.add(row, "entered", 1);
            Rows.add(row, status.equals("connected") ? "in_progress" : status, 1);
            if ("advanced".equals(fact.get("end_reason"))) {
                Rows.add(row, "advanced", 1);
            }
        }
        return counters;
    }
}
