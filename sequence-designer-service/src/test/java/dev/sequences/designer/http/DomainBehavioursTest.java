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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The testable behaviours T01 to T20 of the domain, as far as one service can show them; what needs enrollments with it (T12, T13,
 * T16, T17, T20) is tested end to end by {@code WhatSellersRunStory} in the acceptance tests.
 */
@QuarkusTest
@QuarkusTestResource(ServiceResource.class)
class DomainBehavioursTest {

    private static final String CALLS = """
        {"start": "call", "nodes": [
          {"key": "call", "type": "phone-call", "name": "Call", "next": "made"},
          {"key": "made", "type": "phone-condition", "results": ["made"], "yes": "meet", "no": null},
          {"key": "meet", "type": "task", "name": "Meet", "next": null}]}\
        """;

    @TestHTTPResource("/")
    URL service;

    private DesignerClient manager;

    @BeforeEach
    void person() {
        manager = DesignerClient.manager(service);
    }

    private Reply activated(String graph) {
        String path = manager.create("Behaviour");
        manager.draw(path, graph).expect(200);
        return manager.post(path + "/activate", null);
    }

    private static JsonNode only(Reply refused, String code) {
        List<JsonNode> found = StreamSupport.stream(
                        refused.json().path("errors").spliterator(), false)
                .filter(error -> error.path("code").asText().equals(code))
                .toList();
        assertThat(found).as(refused.body()).hasSize(1);
        return found.getFirst();
    }

    /** T01 */
    @Test
    void createsAnInactiveSequenceForLeadsByDefault() {
        JsonNode created =
                manager.post("/sequences", "{\"name\": \"T01\"}").expect(201).json();
        assertThat(created.path("recordType").asText()).isEqualTo("lead");
        assertThat(created.path("status").asText()).isEqualTo("inactive");
        // The root is the graph's start, which waits for the first node.
        assertThat(created.path("draft").path("graph").toString()).isEqualTo("{\"start\":null,\"nodes\":[]}");
    }

    /** T02 */
    @Test
    void refusesToChangeTheRecordType() {
        String path = manager.create("T02");
        manager.send("PATCH", path, "{\"recordType\": \"contact\"}").expectProblem(422, "record-type-fixed");
        manager.send("PATCH", path, "{\"recordType\": \"lead\"}").expectProblem(422, "record-type-fixed");
        assertThat(manager.get(path).json().path("recordType").asText()).isEqualTo("lead");
    }

    /** T03 */
    @Test
    void refusesAWaitAtTheEndOfAPath() {
        Reply refused = activated("""
            {"start": "call", "nodes": [
              {"key": "call", "type": "phone-call", "name": "Call", "next": "made"},
              {"key": "made", "type": "phone-condition", "results": ["made"], "yes": "meet", "no": "pause"},
              {"key": "meet", "type": "task", "name": "Meet", "next": null},
              {"key": "pause", "type": "wait", "duration": "P1D", "next": null}]}\
            """).expectProblem(422, "wait-last");
        JsonNode error = only(refused, "wait-last");
        assertThat(error.path("path").asText()).isEqualTo("graph.nodes[3].next");
        assertThat(error.path("message").asText())
                .isEqualTo("The wait 'pause' is the last node of its path; nothing follows it.");
    }

    /** T04 */
    @Test
    void acceptsAWaitAsTheFirstNode() {
        activated("""
            {"start": "pause", "nodes": [
              {"key": "pause", "type": "wait", "duration": "P1D", "next": "call"},
              {"key": "call", "type": "phone-call", "name": "Call", "next": null}]}\
            """).expect(200);
    }

    /** T05 */
    @ParameterizedTest
    @CsvSource({"P30D,200", "P29DT24H,200", "PT1H,200", "P30DT1H,422", "P31D,422", "PT59M,422", "PT0S,422", "-P1D,422"})
    void refusesAWaitOfMoreThanThirtyDays(String duration, int status) {
        Reply answer = activated("""
            {"start": "pause", "nodes": [
              {"key": "pause", "type": "wait", "duration": "%s", "next": "call"},
              {"key": "call", "type": "phone-call", "name": "Call", "next": null}]}\
            """.formatted(duration));
        answer.expect(status);
        if (status == 422) {
            assertThat(only(answer, "wait-duration-out-of-range").path("remedy").asText())
                    .isEqualTo("Choose a duration from PT1H to P30D.");
        }
    }

    /** T06 */
    @Test
    void refusesAnAdvanceThatIsFirstOrFollowed() {
        String target = manager.createActive("T06 target").substring(11);
        only(activated("""
            {"start": "on", "nodes": [{"key": "on", "type": "advance", "sequenceId": "%s"},
              {"key": "call", "type": "phone-call", "name": "Call", "next": "on"}]}\
            """.formatted(target)), "advance-first");
        only(activated("""
            {"start": "call", "nodes": [
              {"key": "call", "type": "phone-call", "name": "Call", "next": "on"},
              {"key": "on", "type": "advance", "sequenceId": "%s", "next": "late"},
              {"key": "late", "type": "task", "name": "Too late", "next": null}]}\
            """.formatted(target)), "advance-followed");
        activated("""
            {"start": "call", "nodes": [
              {"key": "call", "type": "phone-call", "name": "Call", "next": "on"},
              {"key": "on", "type": "advance", "sequenceId": "%s"}]}\
            """.formatted(target)).expect(200);
    }

    /** T07 */
    @Test
    void refusesToRemoveAStepBeforeItsCondition() {
        String path = manager.create("T07");
        manager.draw(path, CALLS).expect(200);
        String before = manager.get(path + "/draft").body();
        manager.draw(path, """
            {"start": "made", "nodes": [
              {"key": "made", "type": "phone-condition", "results": ["made"], "yes": "meet", "no": null},
              {"key": "meet", "type": "task", "name": "Meet", "next": null}]}\
            """).expectProblem(422, "step-has-condition");
        assertThat(manager.get(path + "/draft").body()).isEqualTo(before);
        manager.draw(path, """
            {"start": "call", "nodes": [
              {"key": "call", "type": "phone-call", "name": "Call", "next": "meet"},
              {"key": "meet", "type": "task", "name": "Meet", "next": null}]}\
            """).expect(200);
        manager.draw(path, """
            {"start": "meet", "nodes": [{"key": "meet", "type": "task", "name": "Meet", "next": null}]}\
            """).expect(200);
    }

    /**
     * Unlike products that support two-option and choice fields only, every simple value is accepted, and one that
     * does not fit its field is refused.
     */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        doNotEmail | true            | 200 |
        rating     | "hot"           | 200 |
        city       | "Graz"          | 200 |
        score      | 5               | 200 |
        createdAt  | "2026-03-04"    | 200 |
        doNotEmail | "yes"           | 422 | value-unfit
        rating     | "tepid"         | 422 | value-not-a-choice
        score      | "many"          | 422 | value-unfit
        createdAt  | "soon"          | 422 | value-unfit
        city       | 5               | 422 | value-unfit
        city       | ["Graz"]        | 400 | wrong-type
        city       | {"name": "Graz"} | 400 | wrong-type
        """)
    void acceptsAnUpdateOnlyWithAValueThatFitsTheField(String field, String value, int status, String code) {
        String path = manager.create("T08");
        Reply drawn = manager.draw(path, """
            {"start": "call", "nodes": [
              {"key": "call", "type": "phone-call", "name": "Call", "next": "set"},
              {"key": "set", "type": "update-field", "field": "%s", "value": %s, "next": null}]}\
            """.formatted(field, value));
        Reply answer = drawn.status() == 200 ? manager.post(path + "/activate", null) : drawn;
        answer.expect(status);
        if (code != null) {
            answer.expectProblem(status, code);
        }
    }

    /** T09 */
    @Test
    void requiresAnEmailBeforeAnEmailCondition() {
        JsonNode error = only(activated("""
            {"start": "meet", "nodes": [
              {"key": "meet", "type": "task", "name": "Meet", "next": "opened"},
              {"key": "opened", "type": "email-condition", "interactions": ["opened"], "within": "P1D",
               "yes": "thank", "no": null},
              {"key": "thank", "type": "task", "name": "Thank", "next": null}]}\
            """), "email-condition-misplaced");
        assertThat(error.path("message").asText())
                .contains("'opened' checks an email, but does not follow an email on every path");
    }

    /** T10 */
    @Test
    void providesTheRenewalTemplateWithThirteenSteps() {
        JsonNode created = manager.post("/sequences", "{\"name\": \"T10\", \"templateId\": \"account-renewal\"}")
                .expect(201)
                .json();
        assertThat(created.path("recordType").asText()).isEqualTo("account");
        assertThat(created.path("draft").path("graph").path("nodes"))
                .filteredOn(node -> !node.path("type").asText().equals("wait"))
                .hasSize(13);
    }

    /** T11 */
    @Test
    void refusesMoreThan250ActiveSequences() {
        String original = manager.createActive("T11");
        List<String> made = new ArrayList<>(List.of(original));
        try {
            JsonNode quota = manager.get("/quotas").json().path("activeSequences");
            assertThat(quota.path("most").asInt()).isEqualTo(250);
            int free = 250 - quota.path("used").asInt();
            for (int i = 0; i <= free; i++) {
                String copy = "/sequences/"
                        + manager.post(original + "/copy", "{\"name\": \"T11 copy\"}")
                                .expect(201)
                                .json()
                                .path("id")
                                .asText();
                made.add(copy);
                Reply activated = manager.post(copy + "/activate", null);
                if (i < free) {
                    activated.expect(200);
                } else {
                    activated.expectProblem(409, "active-limit-reached");
                }
            }
            manager.post(original + "/deactivate", null).expect(200);
            manager.post(made.getLast() + "/activate", null).expect(200);
            manager.post(original + "/activate", null).expectProblem(409, "active-limit-reached");
        } finally {
            made.forEach(path -> manager.send("DELETE", path, null).expect(204));
        }
    }

    /** T12 */
    @Test
    void keepsOldVersionsUnchanged() {
        String path = manager.createActive("T12");
        String first = manager.get(path + "/versions/1").body();
        manager.post(path + "/revise", null).expect(200);
        manager.draw(path, Drawings.STORY.replace("P3D", "P4D")).expect(200);
        manager.post(path + "/activate", "{\"changeDescription\": \"A day more\"}")
                .expect(200);
        assertThat(manager.get(path).json().path("version").asInt()).isEqualTo(2);
        assertThat(manager.get(path + "/versions/1").body()).isEqualTo(first).contains("P3D");
        assertThat(manager.get(path + "/versions/2").body()).contains("P4D");
    }

    /** T13 */
    @Test
    void editsAnActiveSequenceInARevision() {
        String path = manager.createActive("T13");
        manager.draw(path, CALLS).expectProblem(409, "revision-needed");
        manager.post(path + "/revise", null).expect(200);
        JsonNode revised = manager.get(path).json();
        assertThat(revised.path("status").asText()).isEqualTo("revision");
        assertThat(revised.path("version").asInt()).isEqualTo(1);
    }

    /** T14 */
    @Test
    void requiresADescriptionToActivateARevision() {
        String path = manager.createActive("T14");
        manager.post(path + "/revise", null).expect(200);
        for (String none : List.of("{}", "{\"changeDescription\": null}", "{\"changeDescription\": \" \\n\"}")) {
            manager.post(path + "/activate", none).expectProblem(422, "change-description-missing");
        }
        manager.post(path + "/activate", Json.text(Map.of("changeDescription", "d".repeat(2_001))))
                .expectProblem(422, "change-description-too-long");
        manager.post(path + "/activate", Json.text(Map.of("changeDescription", "d".repeat(2_000))))
                .expect(200);
    }

    /** T15 */
    @Test
    void refusesToRenameAnActiveSequence() {
        String path = manager.createActive("T15");
        manager.send("PATCH", path, "{\"name\": \"New\"}").expectProblem(409, "sequence-active");
        manager.post(path + "/revise", null).expect(200);
        manager.send("PATCH", path, "{\"description\": \"New\"}").expectProblem(409, "sequence-active");
        manager.post(path + "/deactivate", null).expect(200);
        manager.send("PATCH", path, "{\"name\": \"New\"}").expect(200);
        assertThat(manager.get(path).json().path("name").asText()).isEqualTo("New");
    }

    /** T16 */
    @Test
    void deletesAnActiveSequence() {
        String path = manager.createActive("T16");
        manager.send("DELETE", path, null).expect(204);
        manager.get(path).expectProblem(404, "sequence-unknown");
        manager.get(path + "/versions/1").expectProblem(404, "sequence-unknown");
    }

    /** T17 */
    @Test
    void copiesASequenceAsInactive() {
        String path = manager.createActive("T17");
        JsonNode copy = manager.post(path + "/copy", "{\"name\": \"T17 copy\", \"description\": \"From T17\"}")
                .expect(201)
                .json();
        assertThat(copy.path("status").asText()).isEqualTo("inactive");
        assertThat(copy.path("version").asInt()).isZero();
        assertThat(copy.path("draft")).isEqualTo(manager.get(path + "/draft").json());
    }

    /** T18 */
    @Test
    void limitsTagsToFourLevelsWithoutSlashes() {
        String parent = null;
        for (int level = 1; level <= 4; level++) {
            JsonNode tag = tag("T18 level " + level, parent).expect(201).json();
            assertThat(tag.path("level").asInt()).isEqualTo(level);
            parent = tag.path("id").asText();
        }
        tag("T18 level 5", parent).expectProblem(422, "tag-too-deep");
        tag("T18/5", null).expectProblem(422, "name-not-allowed");
    }

    /** T19 */
    @Test
    void movesChildrenUpWhenATagIsDeleted() {
        String top = id(tag("T19", null));
        String second = id(tag("Second", top));
        id(tag("Third A", second));
        id(tag("Third B", second));
        String path = manager.create("T19");
        manager.send("PUT", path + "/tags", Json.text(Map.of("tagIds", List.of(second))))
                .expect(200);
        manager.send("DELETE", "/tags/" + second, null).expect(204);
        List<String> below = new ArrayList<>();
        manager.get("/tags?limit=200").json().path("items").forEach(tag -> {
            if (tag.path("path").asText().startsWith("T19/")) {
                below.add(tag.path("path").asText() + " " + tag.path("level").asInt());
            }
        });
        assertThat(below).containsExactlyInAnyOrder("T19/Third A 2", "T19/Third B 2");
        assertThat(manager.get(path).json().path("tags")).isEmpty();
        assertThat(manager.get("/sequences?tag=" + second).json().path("items")).isEmpty();
    }

    private Reply tag(String name, String parentId) {
        Map<String, String> body = new HashMap<>();
        body.put("name", name);
        body.put("parentId", parentId);
        return manager.post("/tags", Json.text(body));
    }

    private static String id(Reply created) {
        return created.expect(201).json().path("id").asText();
    }

    /** T20 */
    @Test
    void letsSellersViewAndCopySequencesOfColleagues() {
        DesignerClient ana = DesignerClient.in(service, "t20", List.of(), "t20-ana", Roles.SALESPERSON);
        DesignerClient ben = DesignerClient.in(service, "t20", List.of(), "t20-ben", Roles.SALESPERSON);
        String path = ana.create("T20");
        ana.draw(path, Drawings.STORY).expect(200);
        ben.get(path).expect(200);
        ben.draw(path, CALLS).expectProblem(403, "not-owner");
        ben.send("PATCH", path, "{\"name\": \"Mine\"}").expectProblem(403, "not-owner");
        ben.send("DELETE", path, null).expectProblem(403, "not-owner");
        ben.post(path + "/activate", null).expectProblem(403, "not-owner");
        ben.post(path + "/copy", "{\"name\": \"Ben's\"}").expect(201);
        assertThat(ana.get(path + "/draft").json().path("graph")).isEqualTo(Drawings.json(Drawings.STORY));
    }
}
