package dev.sequences.acceptance.faults;

import static dev.sequences.acceptance.RunningSuite.all;
import static dev.sequences.acceptance.RunningSuite.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequences.acceptance.Api;
import dev.sequences.acceptance.Reply;
import dev.sequences.acceptance.RunningSuite;
import dev.sequences.acceptance.Sequences;
import dev.sequences.acceptance.Story;
import dev.sequences.acceptance.Suite;
import dev.sequences.contracts.Headers;
import dev.sequences.contracts.Topics;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Stores every kind of event at least once, and the checker accepts all of it. Run alone on a fresh suite with
 * {@code -Dsequences.faults.capture=FILE}, it creates the evidence for {@link CapturedRun}.
 */
@Order(50)
@ExtendWith(Suite.class)
class EverythingHappensStory {

    /** Only if two changes of one step overtake each other between two services, which a test cannot force. */
    private static final Set<String> RACES = Set.of("work-item.handed-over", "work-item.rescheduled");

    /** Still read, but no longer written. */
    private static final Set<String> OF_EARLIER_RELEASES = Set.of("seller.calendar-set");

    private final RunningSuite suite;
    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private final String city = "Everywhere-" + run;
    private final String eve = "eve-" + run;
    private final Api maria;
    private final Api enrollment;
    private final Api list;

    EverythingHappensStory(RunningSuite suite) {
        this.suite = suite;
        this.maria = suite.designer(suite.maria());
        this.enrollment = suite.enrollment(suite.maria());
        this.list = suite.worklist(suite.seller(eve));
    }

    @Test
    void publishesAndExplainsEveryListedEvent() throws Exception {
        String template = fillTheLibrary();
        new HeldFailedAndTested(suite, run, eve).happen();
        new AssignedAndUpdated(suite, run).happen();
        String after = Sequences.activated(
                suite,
                Sequences.draft("welcome", List.of(Sequences.node("welcome", "task", null, "name", "Welcome them"))));
        String sequence = Sequences.activated(suite, Story.everyNode(city, template, after, "PT1H"));
        feed(sequence);
        eventually("all three are asked", () -> walking(sequence).size() == 3);

        advances("ann-" + run, sequence);
        replies("bob-" + run);
        waitsAndLeaves("cyd-" + run, sequence);
        isDisconnected("dan-" + run, after);
        stayOpen(sequence, after);

        AtRest atRest =
                AtRest.await(new EvidenceReader(suite.postgres(), suite.at().kafkaBootstrap()), List.of());
        assertThat(atRest.verdicts()).allMatch(Verdict::holds);
        Set<String> missing = new TreeSet<>(StoredEvents.all().keySet());
        missing.removeAll(RACES);
        missing.removeAll(OF_EARLIER_RELEASES);
        atRest.evidence().log().forEach(event -> missing.remove(event.storedName()));
        assertThat(missing).as("listed, but never produced here").isEmpty();
        capture(atRest.evidence());
    }

    /** Creates, changes and deletes tags, templates and sequences; returns the id of a remaining template. */
    private String fillTheLibrary() {
        String template = id(maria.post("/message-templates", template("Welcome " + run)));
        done(maria.patch("/message-templates/" + template, Map.of("description", "For the first day")));
        done(maria.delete("/message-templates/" + id(maria.post("/message-templates", template("Gone " + run)))));

        String parent = id(maria.post("/tags", Map.of("name", "Region " + run)));
        String child = id(maria.post("/tags", Map.of("name", "North " + run, "parentId", parent)));
        done(maria.patch("/tags/" + child, Map.of("name", "Far north " + run)));
        done(maria.patch("/tags/" + child, "{\"parentId\":null}"));
        String gone = id(maria.post("/tags", Map.of("name", "Gone " + run)));

        String sequence = Sequences.activated(suite, Sequences.draft());
        done(maria.put("/sequences/" + sequence + "/tags", Map.of("tagIds", List.of(parent, gone, child))));
        done(maria.delete("/tags/" + gone));
        done(maria.post("/sequences/" + sequence + "/revise"));
        done(maria.put(
                "/sequences/" + sequence + "/draft",
                Sequences.draft("only", List.of(Sequences.node("only", "task", null, "name", "Only this")))));
        done(maria.post("/sequences/" + sequence + "/discard"));
        done(maria.post(
                "/sequences/assign", Map.of("ids", List.of(sequence), "ownerType", "user", "ownerId", "oscar-" + run)));
        done(maria.post("/sequences/" + sequence + "/deactivate"));
        done(maria.patch("/sequences/" + sequence, Map.of("name", "Renamed " + run)));
        done(maria.delete("/sequences/" + Sequences.activated(suite, Sequences.draft())));
        return template;
    }

    private static Map<String, Object> template(String name) {
        return Map.of(
                "name",
                name,
                "channel",
                "email",
                "contents",
                Map.of("en", Map.of("subject", "Hello", "body", "Hello {{name}}")));
    }

    /** A segment whose members leave when the city changes, and one that is created, changed and deleted. */
    private void feed(String sequence) {
        Api segment = suite.segment(suite.maria());
        String id = Sequences.segment(suite, sequence, city);
        done(segment.patch("/segments/" + id, Map.of("onLeave", "disconnect")));
        Sequences.activateSegment(suite, id);
        String other = Sequences.segment(suite, sequence, "Nowhere-" + run);
        Sequences.activateSegment(suite, other);
        done(segment.post("/segments/" + other + "/deactivate"));
        done(segment.delete("/segments/" + other));
        for (String lead : List.of("ann-", "bob-", "cyd-")) {
            record(lead + run, city);
        }
    }

    private void record(String lead, String from) {
        done(suite.segment(suite.maria())
                .put(
                        "/records/lead/" + lead,
                        Map.of(
                                "name",
                                lead,
                                "ownerType",
                                "user",
                                "ownerId",
                                eve,
                                "active",
                                true,
                                "fields",
                                Map.of("City", from, "Visits", 3.0))));
    }

    /** Opens the mail, is called, books a meeting and is advanced to the next sequence. */
    private void advances(String lead, String sequence) throws Exception {
        said(lead, "email-opened");
        String call = "/work-items/" + item(lead, "phone-call", "open");
        done(list.post(call + "/notes", Map.of("text", "Likes it short")));
        done(list.post(
                call + "/snooze",
                Map.of("until", suiteTime().plus(Duration.ofMinutes(20)).toString())));
        suite.clock(Duration.ofMinutes(25));
        eventually(
                "it is back",
                () -> list.get(call).json().path("status").asText().equals("open"));
        Api sam = suite.worklist(suite.sam());
        done(sam.post(call + "/assign", Map.of("assigneeType", "user", "assigneeId", "sub-" + run)));
        done(sam.post(call + "/assign", Map.of("assigneeType", "user", "assigneeId", eve)));
        overheard(lead, "made");
        eventually("the result is known", () -> resultIsNoted(lead, sequence));
        // After two quick assignments the first one reappears when the enrollment has processed it, until
        // it has processed both.
        eventually("it is done", () -> list.post(call + "/complete").ok());
        String pause = item(lead, "wait", "waiting");
        done(list.post("/work-items/" + pause + "/skip-wait"));
        eventually(
                "the enrollment waits for the meeting", () -> at(lead, sequence).equals("meeting"));
        said(lead, "meeting-booked");
        done(list.post("/work-items/" + item(lead, "task", "open") + "/complete", Map.of("note", "Went well")));
        String welcome = item(lead, "task", "open");
        done(list.post("/work-items/" + welcome + "/skip", Map.of("reason", "Knows us")));
    }

    private boolean resultIsNoted(String lead, String sequence) {
        return walking(sequence).stream()
                .filter(one -> one.path("recordId").asText().equals(lead))
                .anyMatch(one -> enrollment
                        .get("/enrollments/" + one.path("id").asText() + "/history")
                        .text()
                        .contains("call-result-noted"));
    }

    private void replies(String lead) {
        said(lead, "email-replied");
    }

    /** Is called, waits for an hour, and moves to another city while waiting for a meeting. */
    private void waitsAndLeaves(String lead, String sequence) {
        said(lead, "email-opened");
        String call = item(lead, "phone-call", "open");
        done(list.post("/work-items/" + call + "/complete", Map.of("callResult", "received")));
        item(lead, "wait", "waiting");
        suite.clock(Duration.ofMinutes(61));
        eventually(
                "the enrollment waits for the meeting", () -> at(lead, sequence).equals("meeting"));
        record(lead, "Elsewhere-" + run);
        eventually("it has left", () -> at(lead, sequence).isEmpty());
    }

    private void isDisconnected(String lead, String sequence) {
        String id = enrolled(lead, sequence);
        item(lead, "task", "open");
        done(enrollment.post("/enrollments/" + id + "/disconnect", Map.of("disposition", "wrong-person")));
    }

    /** One of each pending kind remains: a snooze, a wait, an awaited answer and a step. */
    private void stayOpen(String sequence, String after) {
        enrolled("eli-" + run, after);
        enrolled("fay-" + run, after);
        String task = item("eli-" + run, "task", "open");
        item("fay-" + run, "task", "open");
        done(list.post(
                "/work-items/" + task + "/snooze",
                Map.of("until", suiteTime().plus(Duration.ofDays(9)).toString())));
        record("gus-" + run, city);
        record("hal-" + run, city);
        eventually("both are asked", () -> walking(sequence).size() == 2);
        said("gus-" + run, "email-opened");
        String call = item("gus-" + run, "phone-call", "open");
        done(list.post("/work-items/" + call + "/complete", Map.of("callResult", "made")));
        item("gus-" + run, "wait", "waiting");
    }

    private String enrolled(String lead, String sequence) {
        record(lead, "Elsewhere-" + run);
        String[] id = {""};
        eventually("it is enrolled", () -> {
            Reply reply = enrollment.post(
                    "/enrollments", Map.of("sequenceId", sequence, "recordType", "lead", "recordId", lead));
            id[0] = reply.ok() ? reply.field("id") : "";
            return reply.ok();
        });
        return id[0];
    }

    private void said(String lead, String type) {
        Map<String, Object> activity = Map.of(
                "id",
                type + "-" + lead,
                "type",
                type,
                "recordType",
                "lead",
                "recordId",
                lead,
                "at",
                suiteTime().toString());
        done(enrollment.post("/activities", activity));
    }

    /** The telephone system publishes it twice. */
    private void overheard(String lead, String result) throws Exception {
        byte[] value = """
                {"activityId": "call-%s", "type": "call-logged", "recordType": "lead", "recordId": "%s",
                 "happenedAt": "%s", "result": "%s"}""".formatted(lead, lead, suiteTime(), result).getBytes(StandardCharsets.UTF_8);
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", suite.at().kafkaBootstrap(), "acks", "all"),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (int i = 0; i < 2; i++) {
                ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                        Topics.CRM_ACTIVITIES, ("lead:" + lead).getBytes(StandardCharsets.UTF_8), value);
                record.headers()
                        .add(Headers.TYPE, "crm.activity.activity-recorded.v1".getBytes(StandardCharsets.UTF_8));
                producer.send(record).get();
            }
        }
    }

    private Instant suiteTime() {
        try {
            return new EvidenceReader(suite.postgres(), suite.at().kafkaBootstrap()).suiteTime();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<JsonNode> walking(String sequence) {
        return all(enrollment, "/enrollments?status=connected&sequenceId=" + sequence);
    }

    /** Key of the current node of the lead; empty if it is no longer enrolled. */
    private String at(String lead, String sequence) {
        return walking(sequence).stream()
                .filter(one -> one.path("recordId").asText().equals(lead))
                .map(one -> one.path("currentStep").path("key").asText())
                .collect(Collectors.joining());
    }

    /** Waits for an item of this type for the lead; returns its id. */
    private String item(String lead, String type, String status) {
        String[] found = {""};
        String due = status.equals("waiting") ? "waiting" : "all";
        eventually("%s has a %s".formatted(lead, type), () -> {
            found[0] = all(list, "/work-items?due=" + due).stream()
                    .filter(item -> item.path("record").path("id").asText().equals(lead)
                            && item.path("activityType").asText().equals(type)
                            && item.path("status").asText().equals(status))
                    .map(item -> item.path("id").asText())
                    .findFirst()
                    .orElse("");
            return !found[0].isEmpty();
        });
        return found[0];
    }

    private static String id(Reply reply) {
        return Sequences.require(reply, 201).path("id").asText();
    }

    private static void done(Reply reply) {
        assertThat(reply.ok()).as("%s", reply).isTrue();
    }

    private static void capture(Evidence evidence) throws Exception {
        String file = System.getProperty("sequences.faults.capture");
        if (file != null) {
            try (Writer writer = Files.newBufferedWriter(Path.of(file))) {
                EvidenceFile.write(evidence, writer);
            }
        }
    }
}
