package dev.sequences.acceptance.faults;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Assignment rules and decisions, computed from the segment service's log. */
final class AssignmentFold {

    private AssignmentFold() {}

    /** The rules of each segment that is not deleted. */
    static Rows rules(Evidence evidence) {
        Rows rows = new Rows();
        for (LogEvent event : Fold.streams(evidence, "segment", "assignment-rules")) {
            String segment = SegmentFold.idOf(event);
            String rule = segment + " " + event.text("/ruleId");
            if (!isPossible(rows, rule, event)) {
                rows.unexplained(event);
            }
            switch (event.storedName()) {
                case "assignment-rules.rule-created" -> {
                    rows.row(rule).put("place", Integer.toString(lastPlace(rows, segment) + 1));
                    defined(rows.row(rule), event);
                }
                case "assignment-rules.rule-changed" -> defined(rows.row(rule), event);
                case "assignment-rules.rule-activated" ->
                    rows.row(rule).put("activated_at", event.text("/activatedAt"));
                case "assignment-rules.rule-deactivated" -> rows.row(rule).put("activated_at", "");
                case "assignment-rules.rule-deleted" -> rows.remove(rule);
                case "assignment-rules.rules-ordered" -> {
                    int place = 0;
                    for (var id : event.payload().path("ruleIds")) {
                        rows.row(segment + " " + id.asText()).put("place", Integer.toString(++place));
                    }
                }
                default -> rows.unexplained(event);
            }
        }
        evidence.logOf("segment").stream()
                .filter(event -> event.storedName().equals("segment.segment-deleted"))
                .forEach(deleted ->
                        rows.asMap().keySet().removeIf(rule -> rule.startsWith(deleted.aggregateId() + " ")));
        return rows;
    }

    /** Rules of a list are created once and changed while they exist; an unchanged rule has no event. */
    private static boolean isPossible(Rows rows, String rule, LogEvent event) {
        return switch (event.storedName()) {
            case "assignment-rules.rule-created" -> !rows.has(rule);
            case "assignment-rules.rule-changed" ->
                rows.has(rule)
                        && !event.payload()
                                .path("definition")
                                .toString()
                                .equals(rows.row(rule).get("definition"));
            case "assignment-rules.rules-ordered" -> true;
            default -> rows.has(rule);
        };
    }

    private static void defined(Map<String, String> row, LogEvent event) {
        row.put("definition", event.payload().path("definition").toString());
        row.put("activated_at", event.text("/activatedAt"));
    }

    private static int lastPlace(Rows rows, String segment) {
        return rows.asMap().entrySet().stream()
                .filter(row -> row.getKey().startsWith(segment + " "))
                .mapToInt(row -> Integer.parseInt(row.getValue().getOrDefault("place", "0")))
                .max()
                .orElse(0);
    }

    /** All decisions by key of the record, in their order. */
    static Map<String, List<LogEvent>> byRecord(Evidence evidence) {
        Map<String, List<LogEvent>> decisions = new HashMap<>();
        for (LogEvent event : Fold.streams(evidence, "segment", "assignment")) {
            decisions
                    .computeIfAbsent(SegmentFold.idOf(event), key -> new ArrayList<>())
                    .add(event);
        }
        return decisions;
    }

    static boolean isAssigned(LogEvent decision) {
        return decision.storedName().equals("assignment.record-assigned");
    }

    static Rows lastDecisions(Evidence evidence) {
        Rows rows = new Rows();
        new TreeMap<>(byRecord(evidence))
                .forEach((key, decisions) -> decisions.forEach(decision -> {
                    Map<String, String> row = rows.row(key);
                    String status = isAssigned(decision) ? "processed" : "needs-attention";
                    boolean stillNeedsAttention = status.equals("needs-attention")
                            && status.equals(row.get("status"))
                            && decision.text("/segmentId").equals(row.get("segment_id"));
                    if (!stillNeedsAttention) {
                        row.put("since", decision.at().toString());
                    }
                    row.put("position", Long.toString(decision.sequence()));
                    row.put("segment_id", decision.text("/segmentId"));
                    row.put("status", status);
                    row.put("reason", decision.text("/reason"));
                }));
        return rows;
    }
}
