package dev.sequences.designer.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequences.chassis.json.Json;
import dev.sequences.testkit.infra.ServiceResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URL;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Index entries have a maximum compressed length. A draft may contain longer references; its validation reports them. */
@QuarkusTest
@QuarkusTestResource(ServiceResource.class)
class LongReferencesTest {

    @TestHTTPResource("/")
    URL service;

    private DesignerClient manager;

    @BeforeEach
    void person() {
        manager = DesignerClient.manager(service);
    }

    /** That nothing compresses. */
    private static String letters(int count) {
        StringBuilder letters = new StringBuilder();
        new Random(4).ints(count, 'a', 'z' + 1).forEach(c -> letters.append((char) c));
        return letters.toString();
    }

    private static Map<String, Object> graph(Object... nodes) {
        return Map.of("start", "a", "nodes", List.of(nodes));
    }

    private static Map<String, Object> mail(String key, String templateId) {
        return Map.of("key", key, "type", "email", "name", "Mail " + key, "templateId", templateId);
    }

    @Test
    void acceptsALongTemplateIdInADraftAndReportsItInValidation() {
        String path = manager.create("Long reference");
        manager.draw(path, Json.text(graph(mail("a", letters(4_000)), mail("b", "a-short-one"))))
                .expect(200);
        assertThat(manager.post(path + "/validate", null)
                        .expect(200)
                        .json()
                        .path("findings")
                        .findValuesAsText("code"))
                .contains("template-id-too-long");
        manager.post(path + "/activate", null).expect(422);
        assertThat(manager.get("/sequences?template=a-short-one")
                        .json()
                        .path("items")
                        .findValuesAsText("name"))
                .containsExactly("Long reference");
        manager.send("DELETE", path, null).expect(204);
    }

    /** Also finds a field of that name deep inside a value. */
    @Test
    void acceptsAValueThatLooksLikeAReference() {
        String path = manager.create("Long value");
        Map<String, Object> when =
                Map.of("field", "city", "op", "equals", "value", Map.of("templateId", letters(4_000)));
        manager.draw(path, Json.text(graph(Map.of("key", "a", "type", "field-condition", "when", when))))
                .expect(200);
        manager.send("DELETE", path, null).expect(204);
    }

    @Test
    void returnsTheSameResultInADryRunAsInTheImport() {
        String document = Json.text(Map.of(
                "format",
                "sequences-library/v1",
                "sequences",
                List.of(Map.of(
                        "id",
                        "long-reference",
                        "name",
                        "Imported with a long reference",
                        "draft",
                        Map.of("graph", graph(mail("a", letters(4_000))))))));
        var rehearsed = manager.post("/sequences/import?dryRun=true", document)
                .expect(200)
                .json();
        var done = manager.post("/sequences/import?dryRun=false", document)
                .expect(200)
                .json();
        assertThat(done.path("items")).isEqualTo(rehearsed.path("items"));
        assertThat(done.path("summary").path("create").asInt()).isEqualTo(1);
        manager.send(
                        "DELETE",
                        "/sequences/" + done.path("items").get(0).path("id").asText(),
                        null)
                .expect(204);
    }
}
