package dev.sequences.designer.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequences.chassis.json.Json;
import dev.sequences.testkit.infra.ServiceResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URL;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What goes out as YAML, and what comes in. */
@QuarkusTest
@QuarkusTestResource(ServiceResource.class)
class WholeExportTest {

    @TestHTTPResource("/")
    URL service;

    private DesignerClient manager;

    @BeforeEach
    void person() {
        manager = DesignerClient.manager(service);
    }

    @Test
    void exportsATextOfThousandsOfLines() {
        String letter = Json.text(Map.of(
                "name",
                "Long letter",
                "channel",
                "email",
                "contents",
                Map.of("en", Map.of("subject", "S", "body", "one more line\n".repeat(5_000)))));
        String id = manager.post("/message-templates", letter)
                .expect(201)
                .json()
                .path("id")
                .asText();
        String yaml = manager.get("/sequences/export?format=yaml").expect(200).body();
        assertThat(yaml).contains(id);
        var plan = manager.send("POST", "/sequences/import?dryRun=true", yaml, "Content-Type", "application/yaml")
                .expect(200)
                .json()
                .path("summary");
        assertThat(plan.path("create").asInt()).isZero();
        assertThat(plan.path("change").asInt()).isZero();
        manager.send("DELETE", "/message-templates/" + id, null).expect(204);
    }

    @Test
    void refusesASecondDocument() {
        manager.send(
                        "POST",
                        "/sequences/import?dryRun=false",
                        "format: sequences-library/v1\n"
                                + "tags: [First]\n"
                                + "---\n"
                                + "format: sequences-library/v1\n"
                                + "tags: [Second]\n",
                        "Content-Type",
                        "application/yaml")
                .expectProblem(400, "document-not-alone");
        assertThat(manager.get("/tags?limit=200").body()).doesNotContain("\"First\"");
    }
}
