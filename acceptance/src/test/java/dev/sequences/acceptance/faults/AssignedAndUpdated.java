package dev.sequences.acceptance.faults;

import static dev.sequences.acceptance.RunningSuite.eventually;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequences.acceptance.Api;
import dev.sequences.acceptance.Reply;
import dev.sequences.acceptance.RunningSuite;
import dev.sequences.acceptance.Sequences;
import dev.sequences.contracts.Headers;
import dev.sequences.contracts.Topics;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The part of {@link EverythingHappensStory} with assignment rules, teams, declared types and updates of fields. */
final class AssignedAndUpdated {

    private final RunningSuite suite;
    private final String run;
    private final Api segment;
    private final Api enrollment;

    AssignedAndUpdated(RunningSuite suite, String run) {
        this.suite = suite;
        this.run = run;
        this.segment = suite.segment(suite.maria());
        this.enrollment = suite.enrollment(suite.maria());
    }

    void happen() throws Exception {
        assign();
        update();
    }

    /** One record matches a rule, and one matches none. */
    private void assign() {
        String seller = "ida-" + run;
        done(segment.put("/sellers/" + seller, Map.of("name", "Ida", "assignable", true)));
        done(segment.put("/teams/team-" + run, Map.of("name", "Team " + run, "members", List.of(seller))));
        String id = Sequences.require(
                        segment.post(
                                "/segments",
                                Map.of(
                                        "name",
                                        "Assigned " + run,
                                        "recordType",
                                        "lead",
                                        "priority",
                                        20,
                                        "conditions",
                                        equal("City", "Assigned-" + run))),
                        201)
                .path("id")
                .asText();
        String rules = "/segments/" + id + "/assignment-rules";
        String first = rule(rules, "First", seller);
        String second = rule(rules, "Second", seller);
        done(segment.patch(rules + "/" + first, Map.of("name", "Changed")));
        done(segment.put(rules + "/order", Map.of("ruleIds", List.of(second, first))));
        done(segment.post(rules + "/" + second + "/deactivate"));
        done(segment.post(rules + "/" + second + "/activate"));
        done(segment.delete(rules + "/" + second));
        Sequences.activateSegment(suite, id);
        record("kim-" + run, Map.of("City", "Assigned-" + run, "Tier", "A"));
        record("leo-" + run, Map.of("City", "Assigned-" + run, "Tier", "B"));
        eventually("the seller of the rule owns the record", () -> Sequences.require(
                        segment.get("/records/lead/kim-" + run), 200)
                .path("ownerId")
                .asText()
                .equals(seller));
    }

    private String rule(String rules, String name, String seller) {
        return Sequences.require(
                        segment.post(
                                rules,
                                Map.of(
                                        "name",
                                        name,
                                        "conditions",
                                        equal("Tier", "A"),
                                        "target",
                                        "sellers",
                                        "sellers",
                                        List.of(seller))),
                        201)
                .path("id")
                .asText();
    }

    private static Map<String, Object> equal(String field, String value) {
        return Map.of("all", List.of(Map.of("field", field, "op", "equals", "value", value)));
    }

    /** An update is refused, applied when it is retried, and delegated for a record of another producer. */
    private void update() throws Exception {
        String field = "plan" + run;
        declare(field, "small");
        String sequence = Sequences.activated(
                suite,
                Sequences.draft(
                        "set",
                        List.of(
                                Sequences.node("set", "update-field", "welcome", "field", field, "value", "large"),
                                Sequences.node("welcome", "task", null, "name", "Welcome them"))));
        record("max-" + run, Map.of("City", "Elsewhere-" + run));
        publish("ned-" + run);
        String refused = enrolled("max-" + run, sequence);
        reaches(refused, "set", "failed");
        declare(field, "small", "large");
        done(enrollment.post("/enrollments/" + refused + "/retry"));
        reaches(refused, "welcome", "open");
        reaches(enrolled("ned-" + run, sequence), "welcome", "open");
    }

    private void declare(String field, String... choices) {
        List<Map<String, String>> values =
                List.of(choices).stream().map(choice -> Map.of("value", choice)).toList();
        done(segment.put(
                "/record-types/lead",
                Map.of("fields", List.of(Map.of("name", field, "type", "choice", "choices", values)))));
    }

    private void record(String lead, Map<String, Object> fields) {
        done(segment.put(
                "/records/lead/" + lead,
                Map.of("name", lead, "ownerType", "user", "ownerId", "olga-" + run, "active", true, "fields", fields)));
    }

    /** A record that another system owns and publishes. */
    private void publish(String lead) throws Exception {
        byte[] value = """
                {"recordType": "lead", "recordId": "%s", "name": "%s", "ownerType": "user", "ownerId": "olga-%s",
                 "active": true, "fields": {}}""".formatted(lead, lead, run).getBytes(StandardCharsets.UTF_8);
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", suite.at().kafkaBootstrap(), "acks", "all"),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            ProducerRecord<byte[], byte[]> record =
                    new ProducerRecord<>(Topics.CRM_RECORDS, ("lead:" + lead).getBytes(StandardCharsets.UTF_8), value);
            record.headers().add(Headers.TYPE, "crm.record.record-changed.v1".getBytes(StandardCharsets.UTF_8));
            producer.send(record).get();
        }
        eventually("the record is known", () -> segment.get("/records/lead/" + lead)
                .ok());
    }

    private String enrolled(String lead, String sequence) {
        String[] id = {""};
        eventually("it is enrolled", () -> {
            Reply reply = enrollment.post(
                    "/enrollments", Map.of("sequenceId", sequence, "recordType", "lead", "recordId", lead));
            id[0] = reply.ok() ? reply.field("id") : "";
            return reply.ok();
        });
        return id[0];
    }

    private void reaches(String id, String step, String status) {
        eventually(id + " reaches " + step + " " + status, () -> {
            JsonNode current =
                    Sequences.require(enrollment.get("/enrollments/" + id), 200).path("currentStep");
            return current.path("key").asText().equals(step)
                    && current.path("status").asText().equals(status);
        });
    }

    private static void done(Reply reply) {
        if (!reply.ok()) {
            throw new AssertionError(reply.toString());
        }
    }
}
