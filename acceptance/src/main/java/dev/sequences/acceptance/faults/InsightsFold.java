package dev.sequences.acceptance.faults;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequences.contracts.Topics;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Facts and counters of insights as the topics tell them. Counters are counted from the facts, one by one. */
final class InsightsFold {

    static final String AB_TEST_DECIDED = "sequences.ab-test.ab-test-decided.v1";

    private static final List<String> STEP_FIGURES =
            List.of("entered", "in_progress", "completed", "skipped", "cancelled");

    private InsightsFold() {}

    static Rows enrollmentFacts(Evidence evidence) {
        Rows rows = new Rows();
        TopicChecks.withoutRepeats(evidence, Topics.ENROLLMENTS).forEach((id, events) -> {
            if (events.stream().allMatch(event -> event.is(AB_TEST_DECIDED))) {
                // It is about a test, whose stream is its own.
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
                        row.put("ended_at", moment(event, "endedAt"));
                        row.put("last_sequence", Long.toString(event.sequence()));
                    }
                    default -> {
                        // Steps have rows of their own, and conditions have none.
                    }
                }
            }
        });
        return rows;
    }

    private static void wrong(Map<String, String> row, TopicRecord event, String key, String code) {
        row.put("error_key", key);
        row.put("error_code", code);
        row.put("last_sequence", Long.toString(event.sequence()));
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

    /** Conditions that were passed, and how their enrollments went on. */
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
                    row.put("evaluated_at", moment(event, "evaluatedAt"));
                    row.put("status", "connected");
                    row.put("last_sequence", Long.toString(event.sequence()));
                } else if (event.is("sequences.enrollment.enrollment-ended.v1")) {
                    for (String stepId : passed) {
                        rows.row(stepId).put("status", event.text("status"));
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
            Map<String, String> row = counters.row(key(fact, "sequence_id", "version", "step_key", "branch"));
            List.of("entered", "in_progress", "completed", "disconnected")
                    .forEach(figure -> row.putIfAbsent(figure, "0"));
            String status = fact.getOrDefault("status", "");
            Rows.add(row, "entered", 1);
            Rows.add(row, status.equals("connected") ? "in_progress" : status, 1);
        }
        return counters;
    }

    static Rows errors(Evidence evidence) {
        Rows counters = new Rows();
        for (Map<String, String> fact : enrollmentFacts(evidence).asMap().values()) {
            if (!fact.getOrDefault("error_code", "").isEmpty()) {
                Rows.add(
                        counters.row(key(fact, "sequence_id", "version", "error_key", "error_code")), "enrollments", 1);
            }
        }
        return counters;
    }

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
            }
            case "sequences.enrollment.wait-started.v1" -> opened(rows.row(id), event, "wait", "waiting");
            case "sequences.enrollment.message-requested.v1" -> {
                boolean email = event.text("channel").equals("email");
                String type = !event.text("abVersion").isEmpty()
                        ? "ab-test"
                        : email ? "automated-email" : "automated-text-message";
                opened(rows.row(id), event, type, "open");
                rows.row(id).put("name", event.text("name"));
                rows.row(id).put("assignee_type", "system");
                rows.row(id).put("assignee", "sender");
            }
            case "sequences.enrollment.step-completed.v1" -> {
                closed(rows.row(id), event, "completed", moment(event, "completedAt"));
                rows.row(id).put("call_result", event.text("callResult"));
            }
            case "sequences.enrollment.wait-ended.v1" -> {
                closed(rows.row(id), event, "completed", moment(event, "endedAt"));
                rows.row(id).put("wait_end", event.text("how"));
            }
            case "sequences.enrollment.step-skipped.v1" ->
                closed(rows.row(id), event, "skipped", moment(event, "skippedAt"));
            case "sequences.enrollment.step-cancelled.v1" -> {
                // A condition whose answer was awaited is cancelled too, and conditions are no steps.
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
                // Due dates, conditions and the enrollment itself are no steps.
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
        row.put("last_sequence", Long.toString(event.sequence()));
    }

    private static void closed(Map<String, String> row, TopicRecord event, String status, String at) {
        row.put("status", status);
        row.put("closed_at", at);
        row.put("last_sequence", Long.toString(event.sequence()));
    }

    private static String moment(TopicRecord event, String field) {
        return event.text(field).isEmpty()
                ? ""
                : event.instant(field).truncatedTo(ChronoUnit.MICROS).toString();
    }

    static Rows stepFunnel(Evidence evidence) {
        Rows counters = new Rows();
        for (Map<String, String> step : stepFacts(evidence).asMap().values()) {
            Map<String, String> row = counters.row(key(step, "sequence_id", "version", "step_key"));
            row.put("step_type", step.getOrDefault("step_type", ""));
            row.put("name", step.getOrDefault("name", ""));
            count(row, step);
        }
        return counters;
    }

    static Rows sellerFunnel(Evidence evidence) {
        Rows counters = new Rows();
        for (Map<String, String> step : stepFacts(evidence).asMap().values()) {
            // Waits, and messages that go out by themselves, are nobody's work.
            if (!"wait".equals(step.get("step_type")) && !"system".equals(step.get("assignee_type"))) {
                count(counters.row(key(step, "assignee_type", "assignee", "sequence_id")), step);
            }
        }
        return counters;
    }

    private static void count(Map<String, String> row, Map<String, String> step) {
        STEP_FIGURES.forEach(figure -> row.putIfAbsent(figure, "0"));
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
                        counters.row(key(step, "sequence_id", "version", "step_key") + " " + action), "occurrences", 1);
            }
        }
        return counters;
    }

    static Rows stepTimes(Evidence evidence) {
        Rows counters = new Rows();
        for (Map<String, String> step : stepFacts(evidence).asMap().values()) {
            if ("completed".equals(step.get("status"))) {
                int bucket = bucket(millis(step, "opened_at", "closed_at"));
                Rows.add(
                        counters.row(key(step, "sequence_id", "version", "step_key") + " " + bucket), "occurrences", 1);
            }
        }
        return counters;
    }

    /** One per millisecond below 128, then 64 to each doubling. */
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

    static Rows enrollmentFunnel(Evidence evidence) {
        Rows counters = new Rows();
        for (Map<String, String> fact : enrollmentFacts(evidence).asMap().values()) {
            Map<String, String> row = counters.row(key(fact, "sequence_id", "version"));
            List.of("entered", "in_progress", "completed", "disconnected", "walked_through", "walked_millis")
                    .forEach(figure -> row.putIfAbsent(figure, "0"));
            String status = fact.getOrDefault("status", "");
            Rows.add(row, "entered", 1);
            Rows.add(row, status.equals("connected") ? "in_progress" : status, 1);
            if ("sequence-completed".equals(fact.get("end_reason"))) {
                Rows.add(row, "walked_through", 1);
                Rows.add(row, "walked_millis", millis(fact, "enrolled_at", "ended_at"));
            }
        }
        return counters;
    }

    static Rows endReasons(Evidence evidence) {
        Rows counters = new Rows();
        for (Map<String, String> fact : enrollmentFacts(evidence).asMap().values()) {
            if (!fact.getOrDefault("end_reason", "").isEmpty()) {
                Rows.add(counters.row(key(fact, "sequence_id", "version", "end_reason")), "enrollments", 1);
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
        Map<String, String> row = counters.row(key(fact, "sequence_id", "version") + " " + day);
        List.of("entered", "completed", "disconnected").forEach(figure -> row.putIfAbsent(figure, "0"));
        return row;
    }

    /** Zero for a fact that was never begun; that it is there shows among the facts. */
    private static long millis(Map<String, String> fact, String from, String to) {
        String begun = fact.getOrDefault(from, "");
        String over = fact.getOrDefault(to, "");
        return begun.isEmpty() || over.isEmpty()
                ? 0
                : Math.max(
                        0,
                        Duration.between(Instant.parse(begun), Instant.parse(over))
                                .toMillis());
    }

    private static String key(Map<String, String> fact, String... columns) {
        List<String> parts = new ArrayList<>();
        for (String column : columns) {
            parts.add(fact.getOrDefault(column, ""));
        }
        return String.join(" ", parts);
    }

    static Rows definitions(Evidence evidence) {
        Rows rows = new Rows();
        TopicChecks.withoutRepeats(evidence, Topics.DEFINITIONS).forEach((id, events) -> {
            for (TopicRecord event : events) {
                switch (event.type()) {
                    case "sequences.definition.sequence-created.v1" -> {
                        defined(rows.row(id), event);
                        status(rows, event, "inactive");
                        rows.row(id).put("live_version", "0");
                    }
                    case "sequences.definition.sequence-activated.v1" -> {
                        defined(rows.row(id), event);
                        status(rows, event, "active");
                        rows.row(id).put("live_version", event.text("version"));
                    }
                    case "sequences.definition.sequence-renamed.v1" -> {
                        rows.row(id).put("name", event.text("name"));
                        rows.row(id).put("last_sequence", Long.toString(event.sequence()));
                    }
                    case "sequences.definition.revision-started.v1" -> status(rows, event, "revision");
                    case "sequences.definition.revision-discarded.v1" -> status(rows, event, "active");
                    case "sequences.definition.sequence-deactivated.v1" -> status(rows, event, "inactive");
                    case "sequences.definition.sequence-deleted.v1" -> status(rows, event, "deleted");
                    default -> {
                        // Tags, templates and new owners are not shown in insights.
                    }
                }
            }
        });
        return rows;
    }

    private static void defined(Map<String, String> row, TopicRecord event) {
        row.put("name", event.text("name"));
        row.put("record_type", event.text("recordType"));
        row.put("owner", event.text("owner"));
    }

    private static void status(Rows rows, TopicRecord event, String status) {
        rows.row(event.key()).put("status", status);
        rows.row(event.key()).put("last_sequence", Long.toString(event.sequence()));
    }

    static Rows versions(Evidence evidence) {
        Rows rows = new Rows();
        for (TopicRecord event : activations(evidence)) {
            Map<String, String> row = rows.row(event.key() + " " + event.text("version"));
            row.put("activated_at", Fold.time(event).toString());
            row.put("change_description", event.text("changeDescription"));
            row.put("last_sequence", Long.toString(event.sequence()));
        }
        return rows;
    }

    /** The nodes of each version in the order of the walk, yes before no, and those that no path reaches at the end. */
    static Rows nodes(Evidence evidence) {
        Rows rows = new Rows();
        for (TopicRecord event : activations(evidence)) {
            JsonNode graph = event.field("graph");
            Map<String, JsonNode> left = new LinkedHashMap<>();
            graph.path("nodes").forEach(node -> left.put(node.path("key").asText(), node));
            List<JsonNode> walk = new ArrayList<>();
            walk(graph.path("start").asText(), left, walk);
            walk.addAll(left.values());
            for (int i = 0; i < walk.size(); i++) {
                Map<String, String> row = rows.row(event.key() + " " + event.text("version") + " "
                        + walk.get(i).path("key").asText());
                row.put("position", Integer.toString(i + 1));
                row.put("node_type", walk.get(i).path("type").asText());
                row.put("name", walk.get(i).path("name").asText(""));
            }
        }
        return rows;
    }

    private static void walk(String key, Map<String, JsonNode> left, List<JsonNode> walk) {
        JsonNode node = left.remove(key);
        if (node != null) {
            walk.add(node);
            List.of("yes", "no", "next").forEach(way -> walk(node.path(way).asText(""), left, walk));
        }
    }

    private static List<TopicRecord> activations(Evidence evidence) {
        return TopicChecks.withoutRepeats(evidence, Topics.DEFINITIONS).values().stream()
                .flatMap(List::stream)
                .filter(event -> event.is("sequences.definition.sequence-activated.v1"))
                .toList();
    }
}
