package dev.sequences.acceptance.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sequences.acceptance.faults.Command.Outcome;
import dev.sequences.contracts.EventTypes;
import dev.sequences.contracts.Headers;
import dev.sequences.contracts.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a suite holds after one lead has been enrolled, its first step is done, its wait has elapsed and its call is open.
 * Nothing is wrong with it; a test spoils one thing at a time.
 */
final class HealthyRun {

    static final String ENROLLMENT = "e1";
    static final String FIRST_ITEM = "w1";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant NOW = Instant.parse("2026-05-04T12:00:00Z");
    private static final Instant UNTIL = Instant.parse("2026-05-04T10:00:00Z");
    private static final String SUBJECT = "'sequenceId':'s1','version':1,'recordType':'lead','recordId':'r1'";

    final List<LogEvent> log = new ArrayList<>();
    final List<TopicRecord> topics = new ArrayList<>();
    final Map<String, List<JsonNode>> tables = new HashMap<>();
    final List<Command> history = new ArrayList<>();

    HealthyRun() {
        fact(
                "designer",
                Topics.DEFINITIONS,
                "s1",
                0,
                "sequence.created",
                "sequences.definition.sequence-created.v1",
                "'name':'One'",
                "'name':'One'");
        String subject = "'subject':{" + SUBJECT + "}";
        String refers = "'enrollmentId':'e1'," + SUBJECT;
        enrollment(0, "record-enrolled", subject, refers);
        enrollment(
                1,
                "step-opened",
                subject + ",'stepId':'t1','stepKey':'intro'",
                refers + ",'stepId':'t1','stepKey':'intro'");
        enrollment(
                2,
                "step-completed",
                subject + ",'stepId':'t1','stepKey':'intro'",
                refers + ",'stepId':'t1','stepKey':'intro'");
        String wait = ",'stepId':'t2','stepKey':'pause','until':'" + UNTIL + "'";
        enrollment(3, "wait-started", subject + wait, refers + wait);
        String ended = wait + ",'how':'elapsed','at':'" + UNTIL.plusSeconds(1) + "'";
        enrollment(4, "wait-ended", subject + ended, refers + ended);
        enrollment(
                5,
                "step-opened",
                subject + ",'stepId':'t3','stepKey':'call'",
                refers + ",'stepId':'t3','stepKey':'call'");
        item("w1", 0, "opened", "t1", ",'assignee':{'id':'ben'},'dueAt':'" + UNTIL + "'");
        item("w1", 1, "completed", "t1", ",'note':'key-1'");
        item("w2", 0, "wait-opened", "t2", ",'assignee':{'id':'ben'},'until':'" + UNTIL + "'");
        item("w2", 1, "withdrawn", "t2", "");
        item("w3", 0, "opened", "t3", ",'assignee':{'id':'ben'},'dueAt':'" + UNTIL + "'");
        for (String service : Evidence.SERVICES) {
            Evidence.TABLES.getOrDefault(service, List.of()).forEach(table -> rows(service + "." + table));
            List.of("timer", "parked_message", "job").forEach(table -> rows(service + "." + table));
        }
        rows("designer.sequence_catalogue", "'id':'s1','name':'One','live_version':0,'status':'inactive'");
        rows(
                "enrollment.enrollment",
                "'enrollment_id':'e1','sequence_id':'s1','record_id':'r1','status':'connected',"
                        + "'step_key':'call','completed_steps':1,'stream_version':6");
        rows(
                "worklist.work_item",
                "'id':'w1','version':2,'status':'done','assignee_id':'ben','due_at':'2026-05-04T10:00:00+00:00','step_id':'t1'",
                "'id':'w2','version':2,'status':'withdrawn','assignee_id':'ben','due_at':'2026-05-04T10:00:00+00:00','step_id':'t2'",
                "'id':'w3','version':1,'status':'open','assignee_id':'ben','due_at':'2026-05-04T10:00:00+00:00','step_id':'t3'");
        rows(
                "insights.enrollment_fact",
                "'enrollment_id':'e1','sequence_id':'s1','version':1,'record_id':'r1',"
                        + "'status':'connected','end_reason':null,'completed_steps':1");
        rows(
                "insights.step_fact",
                step("t1", "intro", "completed"),
                step("t2", "pause", "completed"),
                step("t3", "call", "open"));
        rows("insights.step_funnel", funnel("intro", 0, 1), funnel("pause", 0, 1), funnel("call", 1, 0));
        rows(
                "insights.enrollment_funnel",
                "'sequence_id':'s1','version':1,'entered':1,'in_progress':1,'completed':0,'disconnected':0");
        history.add(new Command(
                "key-1",
                "complete w1",
                "worklist",
                "work-item.completed",
                Map.of("/note", "key-1"),
                Outcome.ACKNOWLEDGED,
                200));
    }

    Evidence evidence() {
        Map<String, Instant> clocks = new HashMap<>();
        Evidence.SERVICES.forEach(service -> clocks.put(service, NOW));
        return new Evidence(log, topics, tables, clocks);
    }

    void rows(String table, String... rows) {
        List<JsonNode> list = new ArrayList<>();
        for (String row : rows) {
            list.add(json(row));
        }
        tables.put(table, list);
    }

    /** The row of a table that a test spoils. */
    ObjectNode row(String table, int number) {
        return (ObjectNode) tables.get(table).get(number);
    }

    LogEvent event(String aggregate, long sequence) {
        return log.stream()
                .filter(event -> event.aggregateId().equals(aggregate) && event.sequence() == sequence)
                .findFirst()
                .orElseThrow();
    }

    TopicRecord record(String key, long sequence) {
        return topics.stream()
                .filter(record -> record.key().equals(key) && record.sequence() == sequence)
                .findFirst()
                .orElseThrow();
    }

    private void enrollment(long sequence, String name, String stored, String sent) {
        fact(
                "enrollment",
                Topics.ENROLLMENTS,
                ENROLLMENT,
                sequence,
                "enrollment." + name,
                "sequences.enrollment." + name + ".v1",
                stored,
                sent);
    }

    private void item(String id, long sequence, String name, String stepId, String more) {
        String sent = name.equals("wait-opened") ? "opened" : name;
        fact(
                "worklist",
                Topics.WORK_ITEMS,
                id,
                sequence,
                "work-item." + name,
                "sequences.work-item.work-item-" + sent + ".v1",
                "'step':{'stepId':'" + stepId + "'}" + more,
                "'stepId':'" + stepId + "'");
    }

    private void fact(
            String service,
            String topic,
            String id,
            long sequence,
            String stored,
            String type,
            String payload,
            String data) {
        String eventId = id + "-" + sequence;
        log.add(new LogEvent(service, id, sequence, eventId, stored, UNTIL.plusSeconds(1), json(payload)));
        if (EventTypes.named(type).isEmpty()) {
            throw new IllegalArgumentException(type);
        }
        topics.add(new TopicRecord(
                topic,
                0,
                topics.size(),
                id,
                Map.of(
                        Headers.ID,
                        eventId,
                        Headers.TYPE,
                        type,
                        Headers.SUBJECT,
                        id,
                        Headers.SEQUENCE,
                        Headers.sequence(sequence),
                        Headers.SOURCE,
                        "/sequences/" + service,
                        Headers.TIME,
                        UNTIL.toString()),
                json(data)));
    }

    private static String step(String id, String key, String status) {
        return "'step_id':'%s','enrollment_id':'e1','sequence_id':'s1','version':1,'step_key':'%s','status':'%s'"
                .formatted(id, key, status);
    }

    private static String funnel(String key, int inProgress, int completed) {
        return ("'sequence_id':'s1','version':1,'step_key':'%s','entered':1,'in_progress':%d,'completed':%d,"
                        + "'skipped':0,'cancelled':0")
                .formatted(key, inProgress, completed);
    }

    private static JsonNode json(String fields) {
        try {
            return JSON.readTree(("{" + fields + "}").replace('\'', '"'));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
