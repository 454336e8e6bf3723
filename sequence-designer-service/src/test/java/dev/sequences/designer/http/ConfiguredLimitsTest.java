package dev.sequences.designer.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequences.designer.http.DesignerClient.Reply;
import dev.sequences.designer.support.Drawings;
import dev.sequences.testkit.infra.ServiceResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An organization that has set its limits, described its records and keeps all its message templates here. */
@QuarkusTest
@QuarkusTestResource(ServiceResource.class)
@TestProfile(ActiveLimitTest.ThreeSeats.class)
class ConfiguredLimitsTest {

    private static final String TASK = "{\"key\": \"t\", \"type\": \"task\", \"name\": \"Task\", \"next\": null}";

    @TestHTTPResource("/")
    URL service;

    private DesignerClient manager;
    private final List<String> made = new ArrayList<>();

    @BeforeEach
    void person() {
        manager = DesignerClient.manager(service);
        // Other tests leave active sequences behind.
        for (String status : List.of("active", "revision")) {
            manager.get("/sequences?status=" + status).json().path("items").forEach(one -> manager.post(
                            "/sequences/" + one.path("id").asText() + "/deactivate", null)
                    .expect(200));
        }
    }

    @AfterEach
    void leaveTheSeatsFree() {
        made.forEach(path -> manager.send("DELETE", path, null).expect(204));
    }

    private String create(String recordType) {
        String id = manager.post("/sequences", "{\"name\": \"Limited\", \"recordType\": \"" + recordType + "\"}")
                .expect(201)
                .json()
                .path("id")
                .asText();
        made.add("/sequences/" + id);
        return "/sequences/" + id;
    }

    private Reply activate(String recordType, String start, String... nodes) {
        String path = create(recordType);
        manager.draw(path, "{\"start\": \"" + start + "\", \"nodes\": [" + String.join(", ", nodes) + "]}")
                .expect(200);
        return manager.post(path + "/activate", null);
    }

    @Test
    void reportsTheLimits() {
        JsonNode quotas = manager.get("/quotas").expect(200).json();
        assertThat(quotas.path("activeSequences").path("most").asInt()).isEqualTo(3);
        assertThat(quotas.path("versionsPerSequence").path("most").asInt()).isEqualTo(3);
        assertThat(quotas.path("tilesPerSequence").path("most").asInt()).isEqualTo(5);
        assertThat(quotas.path("longestWait").asText()).isEqualTo("P5D");
        assertThat(quotas.path("comparisonsPerCondition").path("most").asInt()).isEqualTo(50);
        assertThat(quotas.path("charactersPerDefinition").path("most").asInt()).isEqualTo(10_000);
        assertThat(quotas.path("smallestShareInAbTest").asInt()).isEqualTo(10);
    }

    @Test
    void enforcesTheLimitsOfDrafts() {
        String wait = "{\"key\": \"w\", \"type\": \"wait\", \"duration\": \"%s\", \"next\": \"t\"}";
        activate("lead", "w", wait.formatted("P5D"), TASK).expect(200);
        Reply refused = activate("lead", "w", wait.formatted("P5DT1H"), TASK).expect(422);
        assertThat(refused.json().path("errors").get(0).path("remedy").asText())
                .isEqualTo("Choose a duration from PT1H to P5D.");
        String chain = "{\"key\": \"k%1$d\", \"type\": \"task\", \"name\": \"K%1$d\", \"next\": \"k%2$d\"}";
        List<String> nodes = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            nodes.add(chain.formatted(i, i + 1));
        }
        nodes.add("{\"key\": \"k5\", \"type\": \"task\", \"name\": \"K5\"}");
        assertThat(activate("lead", "k0", nodes.toArray(String[]::new)).codes()).containsExactly("too-many-tiles");
        manager.draw(create("lead"), "{\"nodes\": [" + TASK.replace("Task", "x".repeat(10_000)) + "]}")
                .expectProblem(422, "definition-too-large");
    }

    @Test
    void enforcesTheLimitOfVersions() {
        String path = create("lead");
        manager.draw(path, Drawings.STORY).expect(200);
        manager.post(path + "/activate", null).expect(200);
        for (int version = 2; version <= 3; version++) {
            manager.post(path + "/revise", null).expect(200);
            manager.post(path + "/activate", "{\"changeDescription\": \"Again\"}")
                    .expect(200);
        }
        manager.post(path + "/revise", null).expect(200);
        manager.post(path + "/activate", "{\"changeDescription\": \"Again\"}")
                .expectProblem(409, "version-limit-reached");
        assertThat(manager.get(path).json().path("version").asInt()).isEqualTo(3);
        assertThat(manager.get(path).json().path("status").asText()).isEqualTo("revision");
    }

    @Test
    void refusesAnUnknownFieldAndSuggestsASimilarOne() {
        String condition =
                "{\"key\": \"c\", \"type\": \"field-condition\", \"when\": {\"field\": \"%s\", \"op\": \"has-data\"},"
                        + " \"yes\": \"t\", \"no\": null}";
        Reply refused =
                activate("lead", "c", condition.formatted("Citty"), TASK).expectProblem(422, "field-unknown");
        JsonNode error = refused.json().path("errors").get(0);
        assertThat(error.path("message").asText()).isEqualTo("Records of type lead have no field 'Citty'.");
        assertThat(error.path("remedy").asText()).isEqualTo("Did you mean 'city'? Use one of: city, score.");
        activate("lead", "c", condition.formatted("city"), TASK).expect(200);
        activate("contact", "c", condition.formatted("Citty"), TASK).expect(200);
        activate(
                        "lead",
                        "u",
                        "{\"key\": \"u\", \"type\": \"update-field\", \"field\": \"town\", \"value\": \"Graz\","
                                + " \"next\": \"t\"}",
                        TASK)
                .expectProblem(422, "field-unknown");
        activate(
                        "lead",
                        "s",
                        "{\"key\": \"s\", \"type\": \"stage-condition\", \"process\": \"theirs\", \"stages\":"
                                + " [\"first\"], \"yes\": \"t\"}",
                        TASK)
                .expectProblem(422, "process-unknown");
    }

    @Test
    void refusesAnUnknownMessageTemplate() {
        String mail =
                "{\"key\": \"m\", \"type\": \"email\", \"name\": \"Mail\", \"templateId\": \"%s\", \"next\": null}";
        activate("lead", "m", mail.formatted("hello")).expectProblem(422, "message-template-unknown");
        String id = manager.post(
                        "/message-templates",
                        "{\"name\": \"T\", \"channel\": \"email\", \"contents\": {\"en\": {\"subject\": \"S\","
                                + " \"body\": \"B\"}}}")
                .expect(201)
                .json()
                .path("id")
                .asText();
        activate("lead", "m", mail.formatted(id)).expect(200);
    }
}
