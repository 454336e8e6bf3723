package dev.sequences.designer.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequences.designer.http.DesignerClient.Reply;
import dev.sequences.designer.support.Drawings;
import dev.sequences.testkit.infra.ServiceResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URL;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(ServiceResource.class)
class DiffTest {

    private static final String PATIENT = Drawings.STORY.replace("P3D", "P5D");

    @TestHTTPResource("/")
    URL service;

    private DesignerClient manager;

    @BeforeEach
    void people() {
        manager = DesignerClient.manager(service);
    }

    @Test
    void comparesVersionsAndTheDraftInJsonAndText() {
        String path = manager.createActive("Compared");
        manager.post(path + "/revise", null).expect(200);
        manager.draw(path, PATIENT).expect(200);
        manager.post(path + "/activate", "{\"changeDescription\": \"More patience\"}")
                .expect(200);
        manager.post(path + "/revise", null).expect(200);
        manager.draw(
                        path,
                        PATIENT.replace("\"next\": \"meet\"", "\"next\": null")
                                .replace(
                                        ",\n"
                                                + "  {\"key\": \"meet\", \"type\": \"task\", \"name\": \"Schedule a"
                                                + " meeting\", \"next\": null}",
                                        ""))
                .expect(200);

        Reply document = manager.get(path + "/diff?from=1&to=2").expect(200);
        assertThat(document.json()).isEqualTo(Drawings.json("""
            {"from": "1", "to": "2", "added": [], "removed": [], "moved": [], "changed": [
              {"key": "pause", "type": "wait", "name": null,
               "changes": [{"field": "duration", "from": "P3D", "to": "P5D"}]}], "settings": []}\
            """));
        Reply text = manager.send("GET", path + "/diff?from=1&to=draft", null, "Accept", "text/plain")
                .expect(200);
        assertThat(text.type()).startsWith("text/plain");
        assertThat(text.body()).isEqualTo("""
            1 -> draft
            - task 'meet' "Schedule a meeting" after 'call'
            ~ wait 'pause' duration: "P3D" -> "P5D"
            """);
        assertThat(manager.get(path + "/diff")
                        .expect(200)
                        .json()
                        .path("removed")
                        .get(0))
                .isEqualTo(Drawings.json("""
                    {"key": "meet", "type": "task", "name": "Schedule a meeting", "after": [{"key": "call", "way": "next"}],
                     "fields": {}, "ways": {}}\
                    """));
        assertThat(manager.send("GET", path + "/diff?from=draft&to=draft", null, "Accept", "text/plain")
                        .body())
                .isEqualTo("draft -> draft\nNo differences.\n");
    }

    @Test
    void reportsANewName() {
        String path = manager.createActive("Before");
        manager.post(path + "/deactivate", null).expect(200);
        manager.send("PATCH", path, "{\"name\": \"After\"}").expect(200);
        String renamed = "[{\"field\": \"name\", \"from\": \"Before\", \"to\": \"After\"}]";
        assertThat(manager.get(path + "/diff").json().path("settings")).isEqualTo(Drawings.json(renamed));
        manager.post(path + "/activate", null).expect(200);
        assertThat(manager.get(path + "/diff?from=1&to=2").json().path("settings"))
                .isEqualTo(Drawings.json(renamed));
        assertThat(manager.send("GET", path + "/diff?from=2&to=draft", null, "Accept", "text/plain")
                        .body())
                .isEqualTo("2 -> draft\nNo differences.\n");
    }

    @ParameterizedTest
    @CsvSource({
        "from=3, 404, version-unknown",
        "to=99999999, 400, parameter-unreadable",
        "from=x, 400, parameter-unreadable"
    })
    void refusesToCompareUnknownVersions(String query, int status, String code) {
        String path = manager.createActive("Compared with nothing");
        manager.get(path + "/diff?" + query).expectProblem(status, code);
    }

    @Test
    void refusesToCompareTheLiveVersionBeforeTheFirstActivation() {
        String path = manager.create("New");
        manager.get(path + "/diff").expectProblem(404, "version-unknown");
        manager.get("/sequences/00000000-0000-0000-0000-000000000000/diff").expectProblem(404, "sequence-unknown");
    }

    @Test
    void reportsTheChangesOfAnotherEditor() {
        String path = manager.create("Edited by two");
        String read = manager.draw(path, Drawings.STORY).expect(200).etag();
        manager.send("PUT", path + "/draft", "{\"graph\": " + PATIENT + "}", "If-Match", read)
                .expect(200);

        Reply refused = manager.send(
                        "PUT",
                        path + "/draft",
                        "{\"graph\": " + Drawings.STORY.replace("First call", "Call") + "}",
                        "If-Match",
                        read)
                .expectProblem(412, "stale-version");

        assertThat(refused.json().path("detail").asText())
                .isEqualTo("The draft was changed by another user: 1 change.");
        assertThat(refused.codes()).containsExactly("stale-version", "changed-meanwhile");
        assertThat(refused.json().path("errors").get(1).path("message").asText())
                .isEqualTo("~ wait 'pause' duration: \"P3D\" -> \"P5D\"");
        assertThat(manager.get(path + "/draft").json().path("graph")).isEqualTo(Drawings.json(PATIENT));
    }

    @Test
    void reportsAConflictWithoutChangesOfTheDraft() {
        String path = manager.create("Renamed by another");
        String read = manager.draw(path, Drawings.STORY).expect(200).etag();
        manager.send("PATCH", path, "{\"name\": \"Another name\"}").expect(200);
        Reply refused = manager.send("PUT", path + "/draft", "{\"graph\": " + PATIENT + "}", "If-Match", read)
                .expectProblem(412, "stale-version");
        assertThat(refused.json().path("detail").asText())
                .isEqualTo("The sequence has changed, but its draft has not.");
    }

    @Test
    void reportsAConflictWithAnOldDraftWithoutChanges() {
        String path = manager.create("Edited often");
        String read = manager.draw(path, Drawings.STORY).expect(200).etag();
        for (int i = 0; i < 60; i++) {
            manager.draw(path, i % 2 == 0 ? PATIENT : Drawings.STORY).expect(200);
        }
        Reply refused = manager.send("PUT", path + "/draft", "{\"graph\": " + PATIENT + "}", "If-Match", read)
                .expectProblem(412, "stale-version");
        assertThat(refused.json().path("detail").asText())
                .isEqualTo("The draft has changed; the version you sent is no longer available for comparison.");
        assertThat(refused.codes()).containsExactly("stale-version");
    }
}
