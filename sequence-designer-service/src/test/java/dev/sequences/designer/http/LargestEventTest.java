package dev.sequences.designer.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequences.chassis.json.Json;
import dev.sequences.testkit.infra.ServiceResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is published has to fit a message, and messages are counted in bytes. */
@QuarkusTest
@QuarkusTestResource(ServiceResource.class)
class LargestEventTest {

    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz";
    private static final String CJK = "\u4e2d";

    @TestHTTPResource("/")
    URL service;

    private DesignerClient manager;

    @BeforeEach
    void person() {
        manager = DesignerClient.manager(service);
    }

    private static String template(int languages, String body) {
        Map<String, Object> contents = new LinkedHashMap<>();
        for (int i = 0; i < languages; i++) {
            String language = "" + ALPHABET.charAt(i / 26) + ALPHABET.charAt(i % 26);
            contents.put(language, Map.of("subject", "S", "body", body));
        }
        return Json.text(
                Map.of("name", "In many languages", "channel", "email", "defaultLanguage", "aa", "contents", contents));
    }

    private static String library(String... templates) {
        List<Object> entries = new ArrayList<>();
        for (String template : templates) {
            Map<String, Object> entry = new LinkedHashMap<>(Json.read(template, LinkedHashMap.class));
            entry.put("id", "in-many-languages");
            entry.put("recordType", "lead");
            entries.add(entry);
        }
        return Json.text(Map.of("format", "sequences-library/v1", "messageTemplates", entries));
    }

    /** An import may be larger than any other request, and so brings what no request could. */
    @Test
    void limitsAMessageTemplateToTwoMegabytes() {
        String large = template(30, CJK.repeat(30_000));
        assertThat(large.getBytes(StandardCharsets.UTF_8).length).isGreaterThan(2_500_000);
        manager.post("/sequences/import?dryRun=false", library(large)).expectProblem(422, "import-refused");
        assertThat(manager.post("/sequences/import?dryRun=true", library(large))
                        .expect(200)
                        .body())
                .contains("message-template-too-large");
        manager.post("/message-templates", template(20, "x".repeat(100_000)))
                .expectProblem(422, "message-template-too-large");
        // A sign that JSON writes with two bytes has two.
        manager.post("/message-templates", template(20, "\n".repeat(51_000) + "x"))
                .expectProblem(422, "message-template-too-large");
        assertThat(manager.post("/sequences/import?dryRun=true", library(template(19, "x".repeat(100_000))))
                        .expect(200)
                        .json()
                        .path("summary")
                        .path("create")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void limitsADefinitionToTwoMegabytes() {
        String path = manager.create("In many letters");
        manager.draw(path, graph(CJK.repeat(690_000))).expectProblem(422, "definition-too-large");
        manager.draw(path, graph(CJK.repeat(650_000))).expect(200);
        Map<String, Object> entry = Map.of(
                "id",
                "in-many-letters",
                "name",
                "In many letters",
                "draft",
                Map.of("graph", Json.read(graph(CJK.repeat(700_000)), Map.class)));
        assertThat(manager.post(
                                "/sequences/import?dryRun=true",
                                Json.text(Map.of("format", "sequences-library/v1", "sequences", List.of(entry))))
                        .expect(200)
                        .body())
                .contains("definition-too-large");
        manager.send("DELETE", path, null).expect(204);
    }

    private static String graph(String description) {
        return Json.text(Map.of(
                "start",
                "a",
                "nodes",
                List.of(Map.of("key", "a", "type", "task", "name", "A", "description", description))));
    }
}
