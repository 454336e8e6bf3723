package dev.sequences.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Creates sequences, segments and records for the stories. */
public final class Sequences {

    private Sequences() {}

    /** A condition or a wait for an event: leads to two other nodes, or ends the path. */
    public static Map<String, @Nullable Object> fork(
            String key, String type, @Nullable String yes, @Nullable String no, Object... properties) {
        Map<String, @Nullable Object> node = node(key, type, null, properties);
        node.remove("next");
        node.put("yes", yes);
        node.put("no", no);
        return node;
    }

    public static Map<String, @Nullable Object> node(
            String key, String type, @Nullable String next, Object... properties) {
        Map<String, @Nullable Object> node = new HashMap<>();
        node.put("key", key);
        node.put("type", type);
        node.put("next", next);
        for (int i = 0; i < properties.length; i += 2) {
            node.put(String.valueOf(properties[i]), properties[i + 1]);
        }
        return node;
    }

    /** Email, wait of three days, phone call, task. */
    public static Map<String, Object> draft() {
        return draft(
                "intro",
                List.of(
                        node("intro", "email", "pause", "name", "Introduction"),
                        node("pause", "wait", "call", "duration", "P3D"),
                        node("call", "phone-call", "meet", "name", "First call"),
                        node("meet", "task", null, "name", "Schedule a meeting")));
    }

    public static Map<String, Object> draft(
            String start, List<? extends Map<String, ? extends @Nullable Object>> nodes) {
        return Map.of("graph", Map.of("start", start, "nodes", nodes), "assignTo", "record-owner");
    }

    /** Creates an active sequence for leads; returns its id. */
    public static String activated(RunningSuite suite, Map<String, Object> draft) {
        Api maria = suite.designer(suite.maria());
        Reply created = maria.post("/sequences", Map.of("name", "Story " + UUID.randomUUID(), "recordType", "lead"));
        require(created, 201);
        String id = created.field("id");
        require(maria.put("/sequences/" + id + "/draft", draft), 200);
        require(maria.post("/sequences/" + id + "/activate", Map.of("changeDescription", "first")), 200);
        return id;
    }

    /** Imports a file and waits for its job; returns the job. */
    public static JsonNode imported(RunningSuite suite, String csv, String columns) {
        Api maria = suite.segment(suite.maria());
        Reply accepted = maria.post("/records/import?recordType=lead&" + columns, "text/csv", csv);
        require(accepted, 202);
        return ended(maria, accepted.field("id"));
    }

    public static JsonNode ended(Api api, String jobId) {
        List<JsonNode> job = new ArrayList<>();
        RunningSuite.eventually("job " + jobId + " ends", () -> {
            JsonNode now = api.get("/jobs/" + jobId).json();
            job.clear();
            job.add(now);
            return !now.path("status").asText().equals("running");
        });
        return job.getFirst();
    }

    /** Creates an inactive segment that enrolls all leads from one city; returns its id. */
    public static String segment(RunningSuite suite, String sequenceId, String city) {
        Reply created = suite.segment(suite.maria())
                .post(
                        "/segments",
                        Map.of(
                                "name",
                                "From " + city,
                                "recordType",
                                "lead",
                                "priority",
                                10,
                                "conditions",
                                Map.of("all", List.of(Map.of("field", "City", "op", "equals", "value", city))),
                                "sequenceId",
                                sequenceId));
        require(created, 201);
        return created.field("id");
    }

    public static void activateSegment(RunningSuite suite, String id) {
        Reply activated = suite.segment(suite.maria()).post("/segments/" + id + "/activate", Map.of("backfill", true));
        if (!activated.ok()) {
            throw new AssertionError("segment " + id + " was not activated: " + activated);
        }
    }

    public static JsonNode require(Reply reply, int status) {
        if (reply.status() != status) {
            throw new AssertionError("expected " + status + ", got " + reply);
        }
        return reply.json();
    }
}
