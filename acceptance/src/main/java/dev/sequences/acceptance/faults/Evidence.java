package dev.sequences.acceptance.faults;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The complete data of a suite at rest.
 *
 * @param log all events of all services
 * @param topics all records of all topics, each partition in its order
 * @param tables rows as JSON by {@code <service>.<table>}
 * @param clocks the suite's time in each service's database when the evidence was taken
 */
public record Evidence(
        List<LogEvent> log, List<TopicRecord> topics, Map<String, List<JsonNode>> tables, Map<String, Instant> clocks) {

    /** The compared tables of each service; a missing table is a violation. */
    static final Map<String, List<String>> TABLES = Map.of(
            "designer",
            List.of(
                    "sequence_catalogue",
                    "sequence_version",
                    "sequence_search",
                    "tag",
                    "message_template",
                    "holiday_calendar"),
            "enrollment",
            List.of(
                    "enrollment",
                    "record",
                    "sequence_state",
                    "early_member",
                    "refused_member",
                    "activity",
                    "holiday_calendar",
                    "seller_calendar",
                    "daily_count",
                    "ab_test",
                    "ab_test_message",
                    "exit_reference",
                    "related_change"),
            "worklist",
            List.of("work_item", "record_card", "sequence_name"),
            "segment",
            List.of(
                    "segment",
                    "membership",
                    "record",
                    "seller",
                    "team",
                    "holiday_calendar",
                    "record_type",
                    "field_update",
                    "open_enrollment",
                    "assignment_rule",
                    "assignment",
                    "record_assignment"),
            "insights",
            List.of(
                    "enrollment_fact",
                    "step_fact",
                    "step_funnel",
                    "step_action",
                    "step_time",
                    "branch_fact",
                    "branch_funnel",
                    "enrollment_error",
                    "enrollment_funnel",
                    "end_reason",
                    "enrollment_day",
                    "seller_funnel",
                    "sequence_definition",
                    "sequence_version",
                    "sequence_node"));

    /** The chassis tables that are read from each database. */
    static final List<String> CHASSIS = List.of("timer", "parked_message", "waiting_message", "job", "claim");

    static final List<String> SERVICES = List.of("designer", "enrollment", "worklist", "segment", "insights");

    List<LogEvent> logOf(String service) {
        return log.stream().filter(event -> event.service().equals(service)).toList();
    }

    List<TopicRecord> recordsOf(String topic) {
        return topics.stream().filter(record -> record.topic().equals(topic)).toList();
    }

    List<JsonNode> rows(String table) {
        List<JsonNode> rows = tables.get(table);
        if (rows == null) {
            throw new IllegalStateException("the evidence lacks table " + table);
        }
        return rows;
    }
}
