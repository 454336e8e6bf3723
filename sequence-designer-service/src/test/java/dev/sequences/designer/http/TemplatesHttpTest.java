package dev.sequences.designer.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequences.testkit.infra.ServiceResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URL;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ServiceResource.class)
class TemplatesHttpTest {

    @TestHTTPResource("/")
    URL service;

    private DesignerClient manager;

    @BeforeEach
    void people() {
        manager = DesignerClient.manager(service);
    }

    @Test
    void listsAndReadsTemplates() {
        assertThat(manager.get("/templates").expect(200).json().path("items")).hasSize(6);
        JsonNode leads =
                manager.get("/templates?recordType=lead").expect(200).json().path("items");
        assertThat(leads)
                .extracting(template -> template.path("id").asText())
                .containsExactly("outbound-prospecting", "webinar-follow-up");
        assertThat(leads.get(0).has("draft")).isFalse();
        JsonNode renewal = manager.get("/templates/account-renewal").expect(200).json();
        assertThat(renewal.path("steps").asInt()).isEqualTo(13);
        assertThat(renewal.path("draft").path("graph").path("start").asText()).isEqualTo("verify");
        manager.get("/templates/unheard-of").expectProblem(404, "template-unknown");
        manager.get("/templates?recordType=invoice").expectProblem(400, "filter-unreadable");
    }

    @Test
    void createsAndActivatesASequenceFromATemplate() {
        JsonNode created = manager.post("/sequences", "{\"name\": \"Renewals\", \"templateId\": \"account-renewal\"}")
                .expect(201)
                .json();
        assertThat(created.path("recordType").asText()).isEqualTo("account");
        assertThat(created.path("status").asText()).isEqualTo("inactive");
        assertThat(created.path("draft"))
                .isEqualTo(manager.get("/templates/account-renewal").json().path("draft"));
        String path = "/sequences/" + created.path("id").asText();
        assertThat(manager.get(path).json().path("templateId").asText()).isEqualTo("account-renewal");
        assertThat(manager.get("/sequences?q=renewals").json().path("items").findValuesAsText("templateId"))
                .containsExactly("account-renewal");
        assertThat(manager.get(manager.create("Of nothing"))
                        .json()
                        .path("templateId")
                        .isNull())
                .isTrue();
        assertThat(manager.post(path + "/validate", null).json().path("findings"))
                .isEmpty();
        manager.post(path + "/activate", null).expect(200);
    }

    @Test
    void refusesATemplateOfAnotherRecordType() {
        manager.post("/sequences", "{\"name\": \"x\", \"templateId\": \"account-renewal\", \"recordType\": \"lead\"}")
                .expectProblem(422, "template-other-type");
        manager.post("/sequences", "{\"name\": \"x\", \"templateId\": \"unheard-of\"}")
                .expectProblem(422, "template-unknown");
    }
}
