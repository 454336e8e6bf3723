package dev.sequences.acceptance.faults;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequences.contracts.Headers;
import dev.sequences.contracts.Topics;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Shared functions of the folds, and the small folds. Computed without code of the services. */
final class Fold {

    private Fold() {}

    /** Events of a service's aggregates of one type, each stream in order. */
    static List<LogEvent> streams(Evidence evidence, String service, String kind) {
        List<LogEvent> ordered = new ArrayList<>(evidence.logOf(service).stream()
                .filter(event -> event.storedName().startsWith(kind + "."))
                .toList());
        ordered.sort(Comparator.comparing(LogEvent::aggregateId).thenComparing(LogEvent::sequence));
        return ordered;
    }

    /** {@code ce_time} in the precision of the database. */
    static Instant time(TopicRecord record) {
        return Instant.parse(record.header(Headers.TIME)).truncatedTo(ChronoUnit.MICROS);
    }

    /** The same for a field that may be empty. */
    static String moment(TopicRecord record, String field) {
        return record.text(field).isEmpty()
                ? ""
                : record.instant(field).truncatedTo(ChronoUnit.MICROS).toString();
    }

    /** Zero if there is no start; the row itself is compared with the events. */
    static long millis(Map<String, String> fact, String from, String to) {
        String begun = fact.getOrDefault(from, "");
        String over = fact.getOrDefault(to, "");
        return begun.isEmpty() || over.isEmpty()
                ? 0
                : Math.max(
                        0,
                        Duration.between(Instant.parse(begun), Instant.parse(over))
                                .toMillis());
    }

    /** Latest records of the CRM's topic without deleted ones. A repeated older state is ignored. */
    static Rows records(Evidence evidence) {
        Rows rows = new Rows();
        Map<String, Long> last = new HashMap<>();
        for (TopicRecord record : evidence.recordsOf(Topics.CRM_RECORDS)) {
            if (record.sequence() >= 0 && record.sequence() <= last.getOrDefault(record.key(), -1L)) {
                continue;
            }
            if (record.sequence() >= 0) {
                last.put(record.key(), record.sequence());
            }
            JsonNode data = record.data();
            if (data == null || record.text("recordId").isEmpty()) {
                rows.remove(record.key());
            } else {
                Map<String, String> row = rows.row(record.key());
                row.put("owner_type", record.text("ownerType"));
                row.put("owner_id", record.text("ownerId"));
                row.put("active", record.text("active"));
                row.put("name", record.text("name"));
                row.put("fields", data.path("fields").toString());
            }
        }
        return rows;
    }

    /** Segment members computed from the segment service's log. */
    static Rows memberships(Evidence evidence) {
        Rows rows = new Rows();
        for (LogEvent event : streams(evidence, "segment", "membership")) {
            Map<String, String> row = rows.row(event.aggregateId());
            row.put("sequence", Long.toString(event.sequence()));
            switch (event.storedName()) {
                case "membership.record-joined" -> {
                    row.put("segment_id", event.text("/segmentId"));
                    row.put("rule_version", event.text("/ruleVersion"));
                    row.put("why", event.payload().path("why").toString());
                }
                case "membership.record-left" -> {
                    row.put("segment_id", "");
                    row.remove("rule_version");
                    row.put("why", "[]");
                }
                default -> rows.unexplained(event);
            }
        }
        return rows;
    }

    /** Segments computed from the segment service's log. */
    static Rows segments(Evidence evidence) {
        Rows rows = new Rows();
        for (LogEvent event : streams(evidence, "segment", "segment")) {
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
        row.put("on_leave", event.text("/definition/onLeave").toLowerCase(java.util.Locale.ROOT));
    }

    /** Names of sequences in the work list, computed from the topic. */
    static Rows sequenceNames(Evidence evidence) {
        Rows rows = new Rows();
        TopicChecks.withoutRepeats(evidence, Topics.DEFINITIONS).forEach((id, events) -> {
            for (TopicRecord event : events) {
                switch (event.type()) {
                    case "sequences.definition.sequence-created.v1",
                            "sequences.definition.sequence-activated.v1",
                            "sequences.definition.sequence-renamed.v1" ->
                        rows.row(id).put("name", event.text("name"));
                    case "sequences.definition.sequence-deleted.v1" -> rows.remove(id);
                    default -> {
                        // Other events do not change the name.
                    }
                }
            }
        });
        return rows;
    }

    /** The version of each sequence that accepts enrollments, computed from the topic. */
    static Rows sequenceStates(Evidence evidence) {
        Rows rows = new Rows();
        TopicChecks.withoutRepeats(evidence, Topics.DEFINITIONS).forEach((id, events) -> {
            for (TopicRecord event : events) {
                switch (event.type()) {
                    case "sequences.definition.sequence-created.v1" -> {
                        rows.row(id).put("name", event.text("name"));
                        rows.row(id).put("record_type", event.text("recordType"));
                        rows.row(id).put("live_version", "0");
                    }
                    case "sequences.definition.sequence-activated.v1" -> {
                        rows.row(id).put("name", event.text("name"));
                        rows.row(id).put("record_type", event.text("recordType"));
                        rows.row(id).put("live_version", event.text("version"));
                    }
                    case "sequences.definition.sequence-renamed.v1" ->
                        rows.row(id).put("name", event.text("name"));
                    case "sequences.definition.sequence-deactivated.v1", "sequences.definition.sequence-deleted.v1" ->
                        rows.row(id).put("live_version", "0");
                    default -> {
                        // Owners, tags and revisions do not concern enrollments.
                    }
                }
            }
        });
        return rows;
    }
}
