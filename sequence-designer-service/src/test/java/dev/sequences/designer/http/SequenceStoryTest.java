package dev.sequences.designer.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequences.chassis.security.Roles;
import dev.sequences.contracts.Headers;
import dev.sequences.contracts.Topics;
import dev.sequences.designer.http.DesignerClient.Reply;
import dev.sequences.designer.support.Drawings;
import dev.sequences.testkit.infra.Await;
import dev.sequences.testkit.infra.Infrastructure;
import dev.sequences.testkit.infra.ServiceResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ServiceResource.class)
class SequenceStoryTest {

    @TestHTTPResource("/")
    URL service;

    private DesignerClient manager;
    private DesignerClient ana;
    private DesignerClient ben;

    @BeforeEach
    void people() {
        manager = DesignerClient.manager(service);
        ana = DesignerClient.of(service, "ana", Roles.SALESPERSON);
        ben = DesignerClient.of(service, "ben", Roles.SALESPERSON);
    }

    @Test
    void createsChecksActivatesRevisesAndDeletesASequence() {
        Reply created = manager.post("/sequences", """
            {"name": "Welcome", "description": "For new leads"}\
            """).expect(201);
        String path = created.location().replaceFirst("^https?://[^/]+", "");
        assertThat(path).isEqualTo("/sequences/" + created.json().path("id").asText());
        assertThat(created.etag()).isEqualTo("\"1\"");
        assertThat(created.json().path("status").asText()).isEqualTo("inactive");
        assertThat(created.json().path("recordType").asText()).isEqualTo("lead");
        assertThat(created.json().path("version").asInt()).isZero();
        assertThat(created.json().path("draft").path("graph").path("nodes")).isEmpty();

        assertThat(manager.post(path + "/validate", null).expect(200).json().path("findings"))
                .extracting(finding -> finding.path("code").asText())
                .containsExactly("start-missing", "no-executable-step");

        Reply drawn = manager.draw(path, Drawings.STORY).expect(200);
        assertThat(drawn.etag()).isEqualTo("\"2\"");
        assertThat(drawn.json().path("graph")).isEqualTo(Drawings.json(Drawings.STORY));
        Reply draft = manager.get(path + "/draft").expect(200);
        assertThat(draft.body()).isEqualTo(drawn.body());
        assertThat(draft.etag()).isEqualTo("\"2\"");
        assertThat(manager.post(path + "/validate", null).json().path("findings"))
                .isEmpty();

        JsonNode activated = manager.post(path + "/activate", "{}").expect(200).json();
        assertThat(activated.path("status").asText()).isEqualTo("active");
        assertThat(activated.path("version").asInt()).isEqualTo(1);

        manager.draw(path, Drawings.STORY).expectProblem(409, "revision-needed");
        manager.send("PATCH", path, "{\"name\": \"Hello\"}").expectProblem(409, "sequence-active");

        manager.post(path + "/revise", null).expect(200);
        String revised = Drawings.STORY.replace("P3D", "P5D");
        manager.draw(path, revised).expect(200);
        assertThat(manager.get(path).json().path("status").asText()).isEqualTo("revision");
        manager.post(path + "/activate", null).expectProblem(422, "change-description-missing");
        manager.post(path + "/activate", "{\"changeDescription\": \"More patience\"}")
                .expect(200);

        manager.post(path + "/revise", null).expect(200);
        manager.draw(path, "{\"nodes\": []}").expect(200);
        manager.post(path + "/discard", null).expect(200);
        assertThat(manager.get(path + "/draft").json().path("graph")).isEqualTo(Drawings.json(revised));

        JsonNode versions = manager.get(path + "/versions").expect(200).json();
        assertThat(versions.path("items"))
                .extracting(version -> version.path("number").asInt())
                .containsExactly(2, 1);
        JsonNode newest = versions.path("items").get(0);
        assertThat(newest.path("author").asText()).isEqualTo("mo");
        assertThat(newest.path("changeDescription").asText()).isEqualTo("More patience");
        assertThat(newest.has("definition")).isFalse();
        assertThat(Instant.parse(newest.path("activatedAt").asText()))
                .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(60));
        assertThat(manager.get(path + "/versions/1")
                        .expect(200)
                        .json()
                        .path("definition")
                        .path("graph"))
                .isEqualTo(Drawings.json(Drawings.STORY));
        manager.get(path + "/versions/3").expectProblem(404, "version-unknown");

        manager.post(path + "/deactivate", null).expect(200);
        manager.post(path + "/deactivate", null).expect(200);
        JsonNode renamed = manager.send("PATCH", path, "{\"name\": \"Hello\", \"description\": null}")
                .expect(200)
                .json();
        assertThat(renamed.path("name").asText()).isEqualTo("Hello");
        assertThat(renamed.path("description").isNull()).isTrue();

        manager.send("DELETE", path, null).expect(204);
        manager.get(path).expectProblem(404, "sequence-unknown");
        manager.get(path + "/versions").expectProblem(404, "sequence-unknown");
        manager.send("DELETE", path, null).expectProblem(404, "sequence-unknown");
    }

    @Test
    void publishesEventsInOrderWithoutDrafts() {
        String path = manager.createActive("Published");
        manager.send("DELETE", path, null).expect(204);
        String id = path.substring("/sequences/".length());

        List<ConsumerRecord<String, String>> sent = sentAbout(id, 4);

        assertThat(sent)
                .extracting(message -> text(message, Headers.TYPE))
                .containsExactly(
                        "sequences.definition.sequence-created.v1",
                        "sequences.definition.sequence-activated.v1",
                        "sequences.definition.sequence-deactivated.v1",
                        "sequences.definition.sequence-deleted.v1");
        assertThat(sent).extracting(message -> text(message, Headers.ACTOR)).containsOnly("mo");
        JsonNode activated = Drawings.json(sent.get(1).value());
        assertThat(activated.path("sequenceId").asText()).isEqualTo(id);
        assertThat(activated.path("version").asInt()).isEqualTo(1);
        assertThat(activated.path("graph").path("start").asText()).isEqualTo("intro");
        assertThat(activated.path("graph").path("nodes"))
                .extracting(node -> node.path("key").asText())
                .containsExactly("intro", "pause", "call", "meet");
    }

    private static String text(ConsumerRecord<String, String> message, String header) {
        return new String(message.headers().lastHeader(header).value(), StandardCharsets.UTF_8);
    }

    private static List<ConsumerRecord<String, String>> sentAbout(String key, int count) {
        List<ConsumerRecord<String, String>> sent = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", Infrastructure.kafka()),
                new StringDeserializer(),
                new StringDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.DEFINITIONS).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Instant patience = Instant.now().plus(Await.TIMEOUT);
            while (sent.size() < count && Instant.now().isBefore(patience)) {
                consumer.poll(Duration.ofMillis(200)).forEach(message -> {
                    if (key.equals(message.key())) {
                        sent.add(message);
                    }
                });
            }
        }
        return sent;
    }

    @Test
    void repeatsTheFirstResponseForARetry() {
        String body = "{\"name\": \"Once\"}";
        Reply first =
                manager.post("/sequences", body, "Idempotency-Key", "once-1").expect(201);
        Reply second =
                manager.post("/sequences", body, "Idempotency-Key", "once-1").expect(201);
        assertThat(second.json()).isEqualTo(first.json());
        assertThat(second.location()).isEqualTo(first.location());
        assertThat(second.etag()).isEqualTo(first.etag());
        manager.post("/sequences", "{\"name\": \"Other\"}", "Idempotency-Key", "once-1")
                .expectProblem(422, "idempotency-key-reused");
    }

    @Test
    void refusesAChangeOfAnOldVersion() {
        String path = manager.create("Edited by two");
        String body = "{\"graph\": " + Drawings.STORY + "}";
        manager.send("PUT", path + "/draft", body, "If-Match", "\"1\"").expect(200);
        manager.send("PUT", path + "/draft", body, "If-Match", "\"1\"").expectProblem(412, "stale-version");
        manager.post(path + "/activate", null, "If-Match", "\"1\"").expectProblem(412, "stale-version");
        manager.send("PATCH", path, "{\"name\": \"x\"}", "If-Match", "\"1\"").expectProblem(412, "stale-version");
        manager.send("DELETE", path, null, "If-Match", "\"1\"").expectProblem(412, "stale-version");
        manager.send("DELETE", path, null, "If-Match", "1").expectProblem(400, "etag-unreadable");
        manager.post(path + "/activate", null, "If-Match", "\"2\"").expect(200);
    }

    @Test
    void letsSellersSeeAndCopySequencesOfColleagues() {
        String path = ana.create("Ana's own");
        ana.draw(path, Drawings.STORY).expect(200);

        assertThat(ben.get(path).expect(200).json().path("owner").asText()).isEqualTo("ana");
        ben.get(path + "/draft").expect(200);
        ben.get(path + "/versions").expect(200);
        ben.post(path + "/validate", null).expect(200);
        ben.draw(path, Drawings.STORY).expectProblem(403, "not-owner");
        ben.send("PATCH", path, "{\"name\": \"Ben's\"}").expectProblem(403, "not-owner");
        ben.send("DELETE", path, null).expectProblem(403, "not-owner");
        for (String change : List.of("activate", "deactivate", "revise", "discard")) {
            ben.post(path + "/" + change, null).expectProblem(403, "not-owner");
        }

        Reply copy = ben.post(path + "/copy", "{\"name\": \"Ben's own\", \"description\": \"From Ana\"}")
                .expect(201);
        assertThat(copy.json().path("owner").asText()).isEqualTo("ben");
        assertThat(copy.json().path("status").asText()).isEqualTo("inactive");
        assertThat(copy.json().path("draft").path("graph")).isEqualTo(Drawings.json(Drawings.STORY));
        ben.post("/sequences/" + copy.json().path("id").asText() + "/activate", null)
                .expect(200);
    }

    @Test
    void letsManagingRolesChangeSequencesOfOthers() {
        for (String role : List.of(Roles.SYSTEM_ADMINISTRATOR, Roles.SEQUENCE_MANAGER, Roles.SALES_MANAGER)) {
            String path = ana.create("Managed by " + role);
            DesignerClient.of(service, "boss", role).draw(path, Drawings.STORY).expect(200);
        }
    }

    @Test
    void requiresATokenAndARole() {
        DesignerClient.withToken(service, "").get("/sequences").expectProblem(401, "token-missing-or-invalid");
        DesignerClient.withToken(service, "abc.def.ghi")
                .get("/sequences")
                .expectProblem(401, "token-missing-or-invalid");
        DesignerClient.of(service, "guest", "visitor")
                .post("/sequences", "{\"name\": \"x\"}")
                .expectProblem(403, "role-missing");
    }

    @Test
    void refusesToActivateADraftWithErrorsAndReportsThemAll() {
        String path = manager.create("Broken");
        manager.draw(path, """
            {"start": "a", "nodes": [
              {"key": "a", "type": "email", "next": "b"},
              {"key": "b", "type": "wait", "duration": "P31D", "next": "a"},
              {"key": "c", "type": "advance", "sequenceId": "x"}]}\
            """).expect(200);
        Reply refused = manager.post(path + "/activate", null).expectProblem(422, "node-name-missing");
        assertThat(refused.codes())
                .containsExactly(
                        "node-name-missing",
                        "wait-duration-out-of-range",
                        "advance-target-unknown",
                        "cycle",
                        "node-unreachable");
        assertThat(manager.post(path + "/validate", null).json().path("findings"))
                .extracting(finding -> finding.path("severity").asText() + " "
                        + finding.path("nodeKey").asText())
                .containsExactly("error a", "error b", "error c", "error b", "error c");
    }
}
