package dev.sequences.acceptance.faults;

import dev.sequences.contracts.Headers;
import dev.sequences.contracts.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Views of the segment service, computed without its code. For sellers and assignments see the other folds. */
final class SegmentFold {

    private SegmentFold() {}

    /** Segment members, computed from the log. */
    static Rows memberships(Evidence evidence) {
        Rows rows = new Rows();
        Map<String, List<LogEvent>> decisions = AssignmentFold.byRecord(evidence);
        for (LogEvent event : Fold.streams(evidence, "segment", "membership")) {
            Map<String, String> row = rows.row(event.aggregateId());
            row.put("sequence", Long.toString(event.sequence()));
            switch (event.storedName()) {
                case "membership.record-joined" -> {
                    row.put("segment_id", event.text("/segmentId"));
                    row.put("rule_version", event.text("/ruleVersion"));
                    row.put("why", event.payload().path("why").toString());
                    row.put(
                            "assignment_decided",
                            Boolean.toString(decisions.getOrDefault(event.aggregateId(), List.of()).stream()
                                    .anyMatch(decision -> isAboutMembership(decision, event))));
                }
                case "membership.record-left" -> {
                    row.put("segment_id", "");
                    row.remove("rule_version");
                    row.put("why", "[]");
                    row.put("assignment_decided", "false");
                }
                default -> rows.unexplained(event);
            }
        }
        return rows;
    }

    /** Rules decide when the record joins, in the same transaction, or when it changes while it is a member. */
    private static boolean isAboutMembership(LogEvent decision, LogEvent joined) {
        return decision.text("/method").equals("rule")
                && decision.text("/segmentId").equals(joined.text("/segmentId"))
                && !decision.at().isBefore(joined.at());
    }

    /** Segments computed from the segment service's log. */
    static Rows segments(Evidence evidence) {
        Rows rows = new Rows();
        for (LogEvent event : Fold.streams(evidence, "segment", "segment")) {
            String id = event.aggregateId();
            Map<String, String> row = rows.row(id);
            row.put("version", Long.toString(event.sequence() + 1));
            row.put("changed_at", event.at().toString());
            switch (event.storedName()) {
                case "segment.segment-created" -> {
                    defined(row, event);
                    row.put("record_type", event.text("/definition/recordType"));
                    row.put("status", "inactive");
                    row.put("rule_version", "0");
                    row.put("created_at", event.at().toString());
                }
                case "segment.segment-changed" -> defined(row, event);
                case "segment.segment-activated" -> {
                    defined(row, event);
                    row.put("status", "active");
                    row.put("rule_version", event.text("/ruleVersion"));
                }
                case "segment.segment-deactivated" -> row.put("status", "inactive");
                case "segment.segment-deleted" -> rows.remove(id);
                default -> rows.unexplained(event);
            }
        }
        return rows;
    }

    private static void defined(Map<String, String> row, LogEvent event) {
        row.put("name", event.text("/definition/name"));
        row.put("description", event.text("/definition/description"));
        row.put("priority", event.text("/definition/priority"));
        row.put("conditions", event.payload().at("/definition/conditions").toString());
        row.put("sequence_id", event.text("/definition/sequenceId"));
        row.put("previously_segmented", event.text("/definition/previouslySegmented"));
        row.put("run_assignment_on_move", event.text("/definition/runAssignmentOnMove"));
        row.put("on_leave", event.text("/definition/onLeave").toLowerCase(Locale.ROOT));
    }

    /** Declared record types, computed from the log. */
    static Rows recordTypes(Evidence evidence) {
        Rows rows = new Rows();
        for (LogEvent event : Fold.streams(evidence, "segment", "record-type")) {
            Map<String, String> row = rows.row(idOf(event));
            row.put("version", Long.toString(event.sequence() + 1));
            row.put("changed_at", event.at().toString());
            if (event.storedName().equals("record-type.record-type-declared")) {
                row.put("declaration", event.payload().path("declaration").toString());
            } else {
                rows.unexplained(event);
            }
        }
        return rows;
    }

    /** The last outcome of each field update, computed from the log. The message that requested it is its cause. */
    static Rows fieldUpdates(Evidence evidence) {
        Rows rows = new Rows();
        Map<String, String> causes = new HashMap<>();
        evidence.topics().forEach(record -> causes.putIfAbsent(record.id(), record.header(Headers.CAUSATION_ID)));
        for (LogEvent event : Fold.streams(evidence, "segment", "field-update")) {
            Map<String, String> row = rows.row(event.aggregateId());
            row.put("position", Long.toString(event.sequence()));
            row.put("request_id", causes.getOrDefault(event.eventId(), ""));
            row.put("outcome", event.storedName().substring("field-update.".length()));
            row.put("code", event.text("/code"));
            row.put("record_version", event.text("/recordVersion"));
            row.put("decided_at", event.at().toString());
        }
        return rows;
    }

    /** Open enrollments, computed from the topic. */
    static Rows openEnrollments(Evidence evidence) {
        Rows rows = new Rows();
        TopicChecks.withoutRepeats(evidence, Topics.ENROLLMENTS).forEach((id, events) -> {
            for (TopicRecord event : events) {
                if (event.is("sequences.enrollment.record-enrolled.v1")) {
                    rows.row(id).put("sequence_id", event.text("sequenceId"));
                    rows.row(id).put("record_type", event.text("recordType"));
                    rows.row(id).put("record_id", event.text("recordId"));
                } else if (event.is("sequences.enrollment.enrollment-ended.v1")) {
                    rows.remove(id);
                }
            }
        });
        return rows;
    }

    /** The id of an aggregate whose stream has a prefix. */
    static String idOf(LogEvent event) {
        return event.aggregateId().substring(event.aggregateId().indexOf(':') + 1);
    }
}
