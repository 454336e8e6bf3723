package dev.sequences.designer.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequences.chassis.security.Roles;
import dev.sequences.designer.http.DesignerClient.Reply;
import dev.sequences.testkit.infra.ServiceResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URL;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ServiceResource.class)
class MessageTemplateStoryTest {

    private static final String THANKS = """
        {"name": "Thank you", "description": "After a webinar", "channel": "email", "contents": {
           "en": {"subject": "Thanks, {{first_name|friend}}", "body": "Hello {{first_name}} of {{company}}"},
           "de": {"subject": "Danke", "body": "Hallo {{first_name}}"}}}\
        """;

    @TestHTTPResource("/")
    URL service;

    private DesignerClient manager;
    private DesignerClient seller;

    @BeforeEach
    void people() {
        manager = DesignerClient.manager(service);
        seller = DesignerClient.of(service, "template-seller", Roles.SALESPERSON);
    }

    @Test
    void createsRendersChangesAndDeletesATemplate() {
        Reply created = seller.post("/message-templates", THANKS, "Idempotency-Key", "thanks")
                .expect(201);
        assertThat(seller.post("/message-templates", THANKS, "Idempotency-Key", "thanks")
                        .json())
                .isEqualTo(created.json());
        String path = "/message-templates/" + created.json().path("id").asText();
        assertThat(created.location()).endsWith(path);
        JsonNode read = manager.get(path).expect(200).json();
        assertThat(read.path("recordType").asText()).isEqualTo("lead");
        assertThat(read.path("defaultLanguage").asText()).isEqualTo("en");
        assertThat(read.path("placeholders")).extracting(JsonNode::asText).containsExactly("company", "first_name");
        assertThat(read.path("contents")).isEqualTo(created.json().path("contents"));

        JsonNode rendered = seller.post(
                        path + "/render",
                        "{\"language\": \"en\", \"values\": {\"first_name\": \"<b>Ana</b> {{company}}\"}}")
                .expect(200)
                .json();
        assertThat(rendered.path("subject").asText()).isEqualTo("Thanks, <b>Ana</b> {{company}}");
        assertThat(rendered.path("html").asText()).isEqualTo("Hello &lt;b&gt;Ana&lt;/b&gt; {{company}} of {{company}}");
        assertThat(rendered.path("missing")).extracting(JsonNode::asText).containsExactly("company");
        assertThat(seller.post(path + "/render", "{\"language\": \"de-AT\"}")
                        .json()
                        .path("language")
                        .asText())
                .isEqualTo("de");

        JsonNode changed = seller.send(
                        "PATCH", path, "{\"name\": \"Thank you!\", \"description\": null}", "If-Match", "\"1\"")
                .expect(200)
                .json();
        assertThat(changed.path("contents")).isEqualTo(created.json().path("contents"));
        seller.send("PATCH", path, "{\"name\": \"x\"}", "If-Match", "\"1\"").expectProblem(412, "stale-version");
        assertThat(manager.get(path).json().path("name").asText()).isEqualTo("Thank you!");
        assertThat(manager.get(path).etag()).isEqualTo("\"2\"");

        seller.send("DELETE", path, null).expect(204);
        manager.get(path).expectProblem(404, "message-template-unknown");
        seller.post(path + "/render", "{}").expectProblem(404, "message-template-unknown");
    }

    @Test
    void listsTemplatesByChannelLanguageAndText() {
        manager.post("/message-templates", THANKS.replace("Thank you", "Listed one"))
                .expect(201);
        manager.post(
                        "/message-templates",
                        "{\"name\": \"Listed two\", \"channel\": \"text-message\", \"contents\": {\"fr\": {\"body\":"
                                + " \"Salut\"}}}")
                .expect(201);
        assertThat(names("q=listed")).containsExactly("Listed one", "Listed two");
        assertThat(names("q=LISTED&channel=text-message")).containsExactly("Listed two");
        assertThat(names("q=listed&language=de")).containsExactly("Listed one");
        assertThat(names("q=webinar&recordType=contact")).isEmpty();
        JsonNode first = manager.get("/message-templates?q=listed&limit=1").json();
        assertThat(first.path("items").get(0).has("contents")).isFalse();
        assertThat(names("q=listed&limit=1&after=" + first.path("next").asText()))
                .containsExactly("Listed two");
        manager.get("/message-templates?q=%00").expectProblem(400, "filter-unreadable");
    }

    /** Keyboards and systems write accents in different ways. */
    @Test
    void findsComposedNamesByDecomposedTextAndTheReverse() {
        manager.post("/message-templates", THANKS.replace("Thank you", "Ren\u00e9 composed"))
                .expect(201);
        manager.post("/message-templates", THANKS.replace("Thank you", "Rene\u0301 decomposed"))
                .expect(201);
        for (String text : List.of("ren\u00e9", "REN\u00c9", "rene\u0301", "RENE\u0301")) {
            assertThat(names("q=" + URLEncoder.encode(text, StandardCharsets.UTF_8)))
                    .as(text)
                    .hasSize(2);
        }
        assertThat(names("q=rene")).isEmpty();
    }

    @Test
    void refusesToDeleteATemplateInUse() {
        String id = manager.post("/message-templates", THANKS.replace("Thank you", "Live"))
                .expect(201)
                .json()
                .path("id")
                .asText();
        String path = manager.create("Uses a template");
        manager.draw(
                        path,
                        "{\"start\": \"a\", \"nodes\": [{\"key\": \"a\", \"type\": \"email\", \"name\": \"Mail\","
                                + " \"templateId\": \""
                                + id + "\"}]}")
                .expect(200);
        assertThat(manager.get("/sequences?template=" + id).json().path("items").findValuesAsText("name"))
                .containsExactly("Uses a template");
        manager.post(path + "/activate", null).expect(200);
        manager.post(path + "/revise", null).expect(200);
        manager.draw(path, "{\"nodes\": []}").expect(200);
        // The draft names it no more; the live version does.
        assertThat(manager.get("/sequences?template=" + id).json().path("items"))
                .isEmpty();
        manager.send("DELETE", "/message-templates/" + id, null).expectProblem(409, "message-template-in-use");
        manager.post(path + "/deactivate", null).expect(200);
        manager.send("DELETE", "/message-templates/" + id, null).expect(204);
    }

    @Test
    void letsSellersChangeTheirOwnTemplates() {
        String path = "/message-templates/"
                + manager.post("/message-templates", THANKS).json().path("id").asText();
        seller.get(path).expect(200);
        seller.send("PATCH", path, "{\"name\": \"x\"}").expectProblem(403, "not-owner");
        seller.send("DELETE", path, null).expectProblem(403, "not-owner");
    }

    @Test
    void refusesInvalidTemplates() {
        manager.post("/message-templates", "{}").expectProblem(422, "name-missing");
        manager.post("/message-templates", THANKS.replace("{{company}}", "{{company"))
                .expectProblem(422, "placeholder-unreadable");
        manager.post("/message-templates", THANKS.replace("\"email\"", "\"fax\""))
                .expectProblem(422, "channel-unknown");
        manager.post("/message-templates", "{\"name\": \"x\", \"contents\": {\"en\": \"Hi\"}}")
                .expectProblem(400, "wrong-type");
        manager.post("/message-templates", "{\"name\": \"x\", \"html\": true}").expectProblem(400, "unknown-field");
        String path = "/message-templates/"
                + manager.post("/message-templates", THANKS).json().path("id").asText();
        manager.post(path + "/render", "{\"values\": {\"first_name\": 5}}").expectProblem(400, "wrong-type");
        manager.post(path + "/render", null).expectProblem(400, "body-missing");
        manager.send("PATCH", path, "{\"channel\": \"text-message\"}")
                .expectProblem(422, "channel-and-record-type-fixed");
        manager.get("/message-templates/abc").expectProblem(404, "message-template-unknown");
    }

    private java.util.List<String> names(String query) {
        return manager.get("/message-templates?" + query)
                .expect(200)
                .json()
                .path("items")
                .findValuesAsText("name");
    }
}
