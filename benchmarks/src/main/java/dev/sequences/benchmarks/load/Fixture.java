package dev.sequences.benchmarks.load;

import static dev.sequences.benchmarks.load.SuiteCalls.MANAGER;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequences.local.Component;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Prepares sequences, records with owners and enrollments. Names and ids are new in every run. */
public final class Fixture {

    static final int BULK = 500;
    private static final Duration TIMEOUT = Duration.ofMinutes(5);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);
    private static final List<String> CITIES =
            List.of("Mumbai", "Pune", "Thane", "Nagpur", "Nashik", "Delhi", "Indore");
    private static final List<String> SOURCES = List.of("web", "referral", "fair", "campaign");

    private final SuiteCalls calls;
    private final ServerSide server;
    private final String run = "b" + Long.toString(System.currentTimeMillis(), 36);
    private final AtomicInteger names = new AtomicInteger();

    public Fixture(SuiteCalls calls, ServerSide server) {
        this.calls = calls;
        this.server = server;
    }

    /** Returns a name that is unique in this suite. */
    public String unique(String what) {
        return run + "-" + what + "-" + names.incrementAndGet();
    }

    public static Map<String, @Nullable Object> task(String key, @Nullable String next) {
        var node = new LinkedHashMap<String, @Nullable Object>();
        node.put("key", key);
        node.put("type", "task");
        node.put("name", "Task " + key);
        node.put("next", next);
        return node;
    }

    public static Map<String, @Nullable Object> waiting(String key, String duration, @Nullable String next) {
        var node = new LinkedHashMap<String, @Nullable Object>();
        node.put("key", key);
        node.put("type", "wait");
        node.put("name", "Wait " + key);
        node.put("duration", duration);
        node.put("next", next);
        return node;
    }

    /** Returns a graph of this many tasks in a row: step-1, step-2, ... */
    public static List<Map<String, @Nullable Object>> tasks(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> task("step-" + number, number == count ? null : "step-" + (number + 1)))
                .toList();
    }

    /** Creates and activates a sequence of leads, and waits until the enrollment service knows it. */
    public String sequence(String what, List<Map<String, @Nullable Object>> nodes) {
        var id = calls.must(
                        MANAGER,
                        "POST",
                        Component.DESIGNER,
                        "/sequences",
                        Map.of("name", unique(what), "recordType", "lead"))
                .path("id")
                .asText();
        calls.must(MANAGER, "PUT", Component.DESIGNER, "/sequences/" + id + "/draft", draft(nodes));
        calls.must(
                MANAGER,
                "POST",
                Component.DESIGNER,
                "/sequences/" + id + "/activate",
                Map.of("changeDescription", "First version"));
        Await.untilCount(
                "sequence known to enrollment",
                1,
                TIMEOUT,
                BETWEEN_LOOKS,
                () -> server.count(
                        Component.ENROLLMENT,
                        "select count(*) from sequence_version where sequence_id = ? and version = 1",
                        id));
        return id;
    }

    public static Map<String, Object> draft(List<Map<String, @Nullable Object>> nodes) {
        return Map.of(
                "graph",
                Map.of("start", String.valueOf(nodes.getFirst().get("key")), "nodes", nodes),
                "exitCriteria",
                List.of(),
                "skipNonWorkingDays",
                false,
                "assignTo",
                "record-owner");
    }

    public static List<String> sellers(String prefix, int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> prefix + "-" + number)
                .toList();
    }

    /** Returns ids with the prefix that sort by their numbers. */
    public static List<String> ids(String prefix, int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> "%s-%07d".formatted(prefix, number))
                .toList();
    }

    /** Returns one line of JSON per lead, about 250 bytes each, assigned to the owners in turn. */
    public static byte[] leads(List<String> ids, List<String> owners, String tag) {
        var lines = new StringBuilder(ids.size() * 260);
        for (var i = 0; i < ids.size(); i++) {
            lines.append(
                    "{\"id\":\"%s\",\"name\":\"Lead number %d\",\"owner\":\"%s\",\"tag\":\"%s\",\"city\":\"%s\",\"source\":\"%s\",\"visits\":%d,\"pages\":%d,\"phone\":\"+91 98%08d\",\"occupation\":\"working professional\",\"course\":\"data analysis\"}%n"
                            .formatted(
                                    ids.get(i),
                                    i,
                                    owners.get(i % owners.size()),
                                    tag,
                                    CITIES.get(i % CITIES.size()),
                                    SOURCES.get(i % SOURCES.size()),
                                    i % 17,
                                    i % 9,
                                    i));
        }
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Imports leads and waits for the end of the job. */
    public void importLeads(List<String> ids, List<String> owners, String tag) {
        var job = calls.must(
                MANAGER,
                "POST",
                Component.SEGMENT,
                "/records/import?recordType=lead&idColumn=id&nameColumn=name&ownerColumn=owner",
                leads(ids, owners, tag),
                "application/x-ndjson");
        var end = awaitJob(Component.SEGMENT, job.path("id").asText());
        if (!end.path("status").asText().equals("succeeded") || end.path("done").asLong() != ids.size()) {
            throw new BenchFailure("import of %,d leads: %s".formatted(ids.size(), end));
        }
    }

    /** Imports leads and waits until the enrollment service knows them all. */
    public void knownLeads(String prefix, List<String> ids, List<String> owners) {
        importLeads(ids, owners, "prepared");
        awaitKnown(prefix, ids.size());
    }

    public void awaitKnown(String prefix, int count) {
        Await.untilCount("records known to enrollment", count, TIMEOUT, BETWEEN_LOOKS, () -> knownRecords(prefix));
    }

    public long knownRecords(String prefix) {
        return server.count(
                Component.ENROLLMENT,
                "select count(*) from record where key >= ? and key < ?",
                "lead:" + prefix + "-",
                "lead:" + prefix + ".");
    }

    private JsonNode awaitJob(Component service, String id) {
        var deadline = System.nanoTime() + TIMEOUT.toNanos();
        while (true) {
            var job = calls.must(MANAGER, "GET", service, "/jobs/" + id, null);
            if (!job.path("status").asText().equals("running")) {
                return job;
            }
            if (System.nanoTime() > deadline) {
                throw new BenchFailure("job %s still runs after %d s: %s".formatted(id, TIMEOUT.toSeconds(), job));
            }
            Await.pause(Duration.ofMillis(50));
        }
    }

    /** Enrolls all records by the bulk call, 500 at a time, two calls in parallel. */
    public void enroll(String sequenceId, List<String> recordIds) {
        var parts = new ArrayList<List<String>>();
        for (var from = 0; from < recordIds.size(); from += BULK) {
            parts.add(recordIds.subList(from, Math.min(from + BULK, recordIds.size())));
        }
        var next = new AtomicInteger();
        var refused = new AtomicLong();
        var threads = IntStream.range(0, 2)
                .mapToObj(number -> Thread.ofVirtual().start(() -> {
                    for (var i = next.getAndIncrement(); i < parts.size(); i = next.getAndIncrement()) {
                        refused.addAndGet(enrollPart(sequenceId, parts.get(i)));
                    }
                }))
                .toList();
        ClosedLoop.joinAll(threads);
        if (refused.get() > 0) {
            throw new BenchFailure("%,d of %,d records were not enrolled".formatted(refused.get(), recordIds.size()));
        }
    }

    /** @return number of records that were not newly enrolled */
    public long enrollPart(String sequenceId, List<String> recordIds) {
        try {
            var results = calls.must(
                            MANAGER,
                            "POST",
                            Component.ENROLLMENT,
                            "/enrollments/bulk",
                            Map.of("sequenceId", sequenceId, "recordType", "lead", "recordIds", recordIds))
                    .path("results");
            var created = 0L;
            for (var result : results) {
                created += result.path("status").asText().equals("created") ? 1 : 0;
            }
            return recordIds.size() - created;
        } catch (BenchFailure e) {
            return recordIds.size();
        }
    }

    /** Waits until the work list shows this many open items of the sequence, and insights this many entered steps. */
    public void awaitItems(String sequenceId, long items) {
        Await.untilCount("work items of the sequence", items, TIMEOUT, BETWEEN_LOOKS, () -> liveItems(sequenceId));
        Await.untilCount("steps entered, in insights", items, TIMEOUT, BETWEEN_LOOKS, () -> server.funnel(sequenceId)
                .entered());
    }

    public long liveItems(String sequenceId) {
        return server.count(
                Component.WORKLIST,
                "select count(*) from work_item where sequence_id = ? and status in ('open', 'waiting', 'snoozed')",
                sequenceId);
    }

    /** Prepares a sequence with enrolled leads and waits until all services have processed them. */
    public String walking(String what, List<Map<String, @Nullable Object>> nodes, int leads, List<String> sellers) {
        var prefix = unique(what);
        var ids = ids(prefix, leads);
        var sequenceId = sequence(what, nodes);
        knownLeads(prefix, ids, sellers);
        enroll(sequenceId, ids);
        awaitItems(sequenceId, leads);
        return sequenceId;
    }
}
