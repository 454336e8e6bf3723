package dev.sequences.designer.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequences.chassis.json.Json;
import dev.sequences.chassis.security.Roles;
import dev.sequences.designer.http.DesignerClient.Reply;
import dev.sequences.designer.support.Drawings;
import dev.sequences.testkit.infra.ServiceResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URL;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ServiceResource.class)
class OwnershipStoryTest {

    private static final String ABSENT = "00000000-0000-7000-8000-000000000000";

    @TestHTTPResource("/")
    URL service;

    private DesignerClient manager;
    private DesignerClient ana;
    private DesignerClient ben;
    private DesignerClient cat;

    @BeforeEach
    void people() {
        manager = DesignerClient.manager(service);
        ana = DesignerClient.in(service, "emea", List.of("hunters"), "own-ana", Roles.SALESPERSON);
        ben = DesignerClient.in(service, "emea", List.of("hunters", "farmers"), "own-ben", Roles.SALESPERSON);
        cat = DesignerClient.in(service, "apac", List.of("farmers"), "own-cat", Roles.SALESPERSON);
    }

    @Test
    void hidesSequencesFromSellersOfOtherBusinessUnits() {
        String path = ana.create("Only for EMEA");
        ana.draw(path, Drawings.STORY).expect(200);
        ana.post(path + "/activate", null).expect(200);

        assertThat(ben.get(path).expect(200).json().path("businessUnit").asText())
                .isEqualTo("emea");
        String absent = "/sequences/" + ABSENT;
        for (String read : List.of("", "/draft", "/versions", "/versions/1")) {
            cat.get(path + read).expectProblem(404, "sequence-unknown");
            ben.get(path + read).expect(200);
        }
        for (String action : List.of("validate", "activate", "deactivate", "revise", "discard")) {
            looksAbsent("POST", path, "/" + action, null);
        }
        looksAbsent("POST", path, "/copy", "{\"name\": \"Mine\"}");
        looksAbsent("POST", path, "/assign", "{\"ownerType\": \"me\"}");
        looksAbsent("PUT", path, "/tags", "{\"tagIds\": []}");
        looksAbsent("PUT", path, "/draft", "{\"graph\": {\"nodes\": []}}");
        looksAbsent("PATCH", path, "", "{\"name\": \"Mine\"}");
        looksAbsent("DELETE", path, "", null);
        cat.get("/sequences/export?id=" + path.substring(11)).expectProblem(404, "sequence-unknown");
        assertThat(names(cat, "q=Only+for+EMEA")).isEmpty();
        assertThat(names(ben, "q=Only+for+EMEA")).containsExactly("Only for EMEA");
        assertThat(names(manager, "q=Only+for+EMEA")).containsExactly("Only for EMEA");
        ben.post(path + "/copy", "{\"name\": \"Ben's\"}").expect(201);
    }

    /** What is hidden and what is not there get the same answer, also to a version that was guessed. */
    private void looksAbsent(String method, String path, String action, String body) {
        for (String[] headers : List.of(new String[0], new String[] {"If-Match", "\"1\""})) {
            Reply hidden = cat.send(method, path + action, body, headers).expectProblem(404, "sequence-unknown");
            Reply absent = cat.send(method, "/sequences/" + ABSENT + action, body, headers);
            assertThat(hidden.body().replace(path.substring(11), ABSENT)).isEqualTo(absent.body());
        }
    }

    @Test
    void showsSequencesWithoutABusinessUnitToEveryone() {
        String path = manager.create("For all units");
        cat.get(path).expect(200);
        assertThat(names(cat, "q=For+all+units")).containsExactly("For all units");
    }

    @Test
    void letsTheOwnerTeamSeeAndChangeASequence() {
        String path = ana.create("For the farmers");
        ana.post(path + "/assign", "{\"ownerType\": \"team\", \"ownerId\": \"farmers\"}", "If-Match", "\"7\"")
                .expectProblem(412, "stale-version");
        JsonNode assigned = ana.post(path + "/assign", "{\"ownerType\": \"team\", \"ownerId\": \"farmers\"}")
                .expect(200)
                .json();
        assertThat(assigned.path("ownerType").asText()).isEqualTo("team");
        assertThat(assigned.path("owner").asText()).isEqualTo("farmers");
        cat.draw(path, Drawings.STORY).expect(200);
        ben.draw(path, "{\"nodes\": []}").expect(200);
        ana.draw(path, Drawings.STORY).expectProblem(403, "not-owner");
        assertThat(names(cat, "owner=farmers&ownerType=team")).containsExactly("For the farmers");
        assertThat(names(cat, "owner=farmers&ownerType=user")).isEmpty();
        cat.post(path + "/assign", "{\"ownerType\": \"me\"}").expect(200);
        assertThat(cat.get(path).json().path("owner").asText()).isEqualTo("own-cat");
        cat.draw(path, Drawings.STORY).expect(200);
        ben.draw(path, Drawings.STORY).expectProblem(403, "not-owner");
    }

    @Test
    void assignsSeveralSequencesAndReportsEachResult() {
        String own = ana.create("Ana 1");
        String foreign = ben.create("Ben 1");
        String hidden = cat.create("Cat 1");
        String template = template();
        List<String> ids =
                List.of(template, own.substring(11), foreign.substring(11), hidden.substring(11), "nonsense", ABSENT);
        String body = Json.text(Map.of("ids", ids, "ownerType", "user", "ownerId", "own-ben"));
        JsonNode results = ana.post("/sequences/assign", body, "Idempotency-Key", "assign-several")
                .expect(200)
                .json()
                .path("results");
        assertThat(results)
                .extracting(result -> result.path("status").asInt())
                .containsExactly(404, 200, 403, 404, 404, 404);
        assertThat(results.get(2).path("code").asText()).isEqualTo("not-owner");
        for (int unknown : List.of(0, 3, 4, 5)) {
            assertThat(results.get(unknown).path("code").asText()).isEqualTo("sequence-unknown");
            assertThat(results.get(unknown).path("message").asText())
                    .isEqualTo("There is no sequence '" + ids.get(unknown) + "'.");
        }
        assertThat(ben.get(own).json().path("owner").asText()).isEqualTo("own-ben");
        assertThat(ana.post("/sequences/assign", body, "Idempotency-Key", "assign-several")
                        .json()
                        .path("results"))
                .isEqualTo(results);
    }

    @Test
    void refusesInvalidOwners() {
        String path = ana.create("Whose?");
        ana.post(path + "/assign", "{}").expectProblem(400, "owner-type-unknown");
        ana.post(path + "/assign", "{\"ownerType\": \"queue\", \"ownerId\": \"q\"}")
                .expectProblem(400, "owner-type-unknown");
        ana.post(path + "/assign", "{\"ownerType\": \"user\"}").expectProblem(422, "owner-unreadable");
        ana.post(path + "/assign", "{\"ownerType\": \"user\", \"ownerId\": 7}").expectProblem(400, "wrong-type");
        ana.post(path + "/assign", "{\"ownerType\": \"me\", \"ownerId\": \"ben\"}")
                .expectProblem(400, "owner-unreadable");
        ana.post("/sequences/assign", "{\"ids\": [], \"ownerType\": \"me\"}").expectProblem(400, "ids-unreadable");
        ana.post("/sequences/assign", "{\"ids\": [null], \"ownerType\": \"me\"}")
                .expectProblem(400, "ids-unreadable");
    }

    @Test
    void respondsNotFoundToAnIdOfAnotherResource() {
        String template = template();
        manager.post("/sequences/" + template + "/activate", null).expectProblem(404, "sequence-unknown");
        manager.draw("/sequences/" + template, "{\"nodes\": []}").expectProblem(404, "sequence-unknown");
        String sequence = manager.create("No template").substring("/sequences/".length());
        manager.send("DELETE", "/message-templates/" + sequence, null).expectProblem(404, "message-template-unknown");
    }

    @Test
    void reportsAnAdvanceToAnotherResource() {
        String path = manager.create("Goes on to a template");
        manager.draw(path, """
            {"start": "on", "nodes": [
              {"key": "on", "type": "advance", "sequenceId": "%s"}, {"key": "alone", "type": "task"}]}\
            """.formatted(template())).expect(200);
        JsonNode findings = manager.post(path + "/validate", null).expect(200).json();
        assertThat(findings.findValuesAsText("code")).contains("advance-target-unknown", "node-unreachable");
        assertThat(manager.post(path + "/activate", null).expect(422).codes()).contains("advance-target-unknown");
    }

    private String template() {
        return manager.post(
                        "/message-templates",
                        "{\"name\": \"T\", \"channel\": \"text-message\", \"contents\": {\"en\": {\"body\": \"Hi\"}}}")
                .expect(201)
                .json()
                .path("id")
                .asText();
    }

    private static List<String> names(DesignerClient person, String query) {
        return person.get("/sequences?" + query).expect(200).json().path("items").findValuesAsText("name").stream()
                .toList();
    }
}
