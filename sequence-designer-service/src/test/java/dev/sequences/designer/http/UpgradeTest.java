package dev.sequences.designer.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sequences.designer.support.Drawings;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URL;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** What the first release stored is read, found and carried on by this one; what was activated then is the same to the byte. */
@QuarkusTest
@QuarkusTestResource(value = LandedDatabase.class, restrictToAnnotatedClass = true)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class UpgradeTest {

    private static final String PATH = "/sequences/" + LandedDatabase.ID;

    @TestHTTPResource("/")
    URL service;

    private DesignerClient manager;

    @BeforeEach
    void person() {
        manager = DesignerClient.manager(service);
    }

    private void versionOneIsWhatWasActivated() {
        String body = manager.get(PATH + "/versions/1").expect(200).body();
        assertThat(body).endsWith("\"definition\":" + LandedDatabase.DEFINITION + "}");
        assertThat(body).contains("\"activatedAt\":\"2026-03-04T09:30:00.000120Z\"");
    }

    @Test
    @Order(1)
    void readsAVersionOfTheOldFormatUnchanged() {
        versionOneIsWhatWasActivated();
        assertThat(manager.get(PATH + "/draft").expect(200).body()).isEqualTo(LandedDatabase.DEFINITION);
        JsonNode diff = manager.get(PATH + "/diff?from=1&to=draft").expect(200).json();
        assertThat(diff.path("changed")).isEmpty();
        assertThat(diff.path("settings")).isEmpty();
    }

    @Test
    @Order(2)
    void listsAnUpgradedSequenceCompletely() {
        JsonNode items = manager.get("/sequences").expect(200).json().path("items");
        assertThat(items).hasSize(1);
        assertThat(items.get(0).toString())
                .isEqualTo("{\"id\":\"" + LandedDatabase.ID
                        + "\",\"name\":\"Webcast follow-up\",\"description\":\"Two weeks \\\"of\\\""
                        + " contact\",\"recordType\":\"lead\","
                        + "\"status\":\"active\",\"version\":1,\"ownerType\":\"user\",\"owner\":\"helena.ortiz\",\"businessUnit\":null,\"templateId\":\"webinar-follow-up\","
                        + "\"createdAt\":\"2026-03-04T09:30:00.120Z\",\"changedAt\":\"2026-03-04T09:30:00Z\","
                        + "\"changedBy\":\"helena.ortiz\",\"tags\":[{\"id\":\"" + LandedDatabase.TAG
                        + "\",\"name\":\"Kept\",\"path\":\"Kept\"}]}");
        for (String query : new String[] {
            "q=webcast",
            "q=we",
            "q=f",
            "step=first+call",
            "step=fi",
            "tag=" + LandedDatabase.TAG,
            "tag=kept",
            "template=after-the-call",
            "status=active&q=web&owner=helena.ortiz"
        }) {
            assertThat(manager.get("/sequences?" + query).expect(200).json().path("items"))
                    .as(query)
                    .hasSize(1);
        }
    }

    @Test
    @Order(3)
    void revisesAnUpgradedSequenceAndKeepsTheOldVersion() {
        manager.post(PATH + "/revise", null).expect(200);
        ObjectNode draft = (ObjectNode) Drawings.json(LandedDatabase.DEFINITION);
        ((ObjectNode) draft.path("graph").path("nodes").get(0)).put("name", "Second call");
        manager.send("PUT", PATH + "/draft", draft.toString()).expect(200);
        manager.post(PATH + "/activate", "{\"changeDescription\": \"Renamed a step\"}")
                .expect(200);
        assertThat(manager.get(PATH).json().path("version").asInt()).isEqualTo(2);
        versionOneIsWhatWasActivated();
        assertThat(manager.get(PATH + "/diff?from=1&to=2")
                        .json()
                        .path("changed")
                        .get(0)
                        .path("key")
                        .asText())
                .isEqualTo("call");
        assertThat(manager.get("/sequences?step=second+call").json().path("items"))
                .hasSize(1);
        assertThat(manager.get("/sequences?step=first+call").json().path("items"))
                .isEmpty();
        manager.post(PATH + "/deactivate", null).expect(200);
        versionOneIsWhatWasActivated();
    }
}
