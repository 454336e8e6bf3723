package dev.sequences.acceptance.faults;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Checks the history of decisions about owners. Its ids are not in the log, so the rows of a record are compared in their order. */
final class AssignmentChecks {

    /** Columns and the fields of the event; a failed decision lacks some. */
    private static final Map<String, String> COLUMNS = Map.ofEntries(
            Map.entry("segment_id", "/segmentId"),
            Map.entry("segment_version", "/segmentVersion"),
            Map.entry("rule_id", "/ruleId"),
            Map.entry("assignee_type", "/assigneeType"),
            Map.entry("assignee_id", "/assigneeId"),
            Map.entry("reason", "/reason"),
            Map.entry("method", "/method"),
            Map.entry("won_by", "/wonBy"),
            Map.entry("bucket", "/bucket"),
            Map.entry("considered", "/considered"));

    private AssignmentChecks() {}

    static Verdict decisionsAreListed(Evidence evidence) {
        Verdict verdict = new Verdict("O4 the history of assignments has every decision once");
        Map<String, List<JsonNode>> rows = new HashMap<>();
        for (JsonNode row : evidence.rows("segment.assignment")) {
            rows.computeIfAbsent(key(row), key -> new ArrayList<>()).add(row);
        }
        rows.values()
                .forEach(
                        of -> of.sort(Comparator.comparing(row -> row.path("id").asText())));
        Map<String, String> last = new HashMap<>();
        evidence.rows("segment.record_assignment")
                .forEach(row -> last.put(key(row), row.path("assignment_id").asText()));
        Map<String, List<LogEvent>> decisions = AssignmentFold.byRecord(evidence);
        decisions.forEach((key, events) -> {
            verdict.compared(events.size());
            List<JsonNode> of = rows.getOrDefault(key, List.of());
            if (of.size() != events.size()) {
                verdict.violated("%d decisions about %s in the log, but %d listed", events.size(), key, of.size());
                return;
            }
            for (int i = 0; i < events.size(); i++) {
                compare(verdict, events.get(i), of.get(i), i == events.size() - 1);
            }
            String lastId = last.getOrDefault(key, "");
            if (!of.getLast().path("id").asText().equals(lastId)) {
                verdict.violated(
                        "the last decision about %s is %s, not %s",
                        key, of.getLast().path("id"), lastId);
            }
        });
        rows.keySet().stream()
                .filter(key -> !decisions.containsKey(key))
                .forEach(key -> verdict.violated("a decision about %s is listed, but not in the log", key));
        return verdict;
    }

    private static String key(JsonNode row) {
        return row.path("record_type").asText() + ":" + row.path("record_id").asText();
    }

    private static void compare(Verdict verdict, LogEvent event, JsonNode row, boolean isLast) {
        COLUMNS.forEach((column, field) -> equal(verdict, event, column, event.text(field), row));
        // A later decision resolves a failed one.
        equal(
                verdict,
                event,
                "status",
                isLast && !AssignmentFold.isAssigned(event) ? "needs-attention" : "processed",
                row);
        if (AssignmentFold.isAssigned(event)) {
            equal(verdict, event, "previous_assignee_type", event.text("/previousAssigneeType"), row);
            equal(verdict, event, "previous_assignee_id", event.text("/previousAssigneeId"), row);
        }
        if (!ViewChecks.isSameMoment(row.path("decided_at").asText(), event.at().toString())) {
            verdict.violated("%s: decided_at is %s, not %s", event, row.path("decided_at"), event.at());
        }
        if (!row.path("candidates").equals(event.payload().path("candidates"))) {
            verdict.violated("%s: candidates are %s", event, row.path("candidates"));
        }
    }

    private static void equal(Verdict verdict, LogEvent event, String column, String value, JsonNode row) {
        JsonNode cell = row.path(column);
        String shown = cell.isNull() ? "" : cell.asText();
        if (!shown.equals(value)) {
            verdict.violated("%s: %s is '%s' in the log but '%s' in the list", event, column, value, shown);
        }
    }
}
