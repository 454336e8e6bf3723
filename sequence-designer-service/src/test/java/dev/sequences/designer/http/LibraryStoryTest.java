package dev.sequences.designer.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.sequences.chassis.json.Json;
import dev.sequences.chassis.security.Roles;
import dev.sequences.designer.http.DesignerClient.Reply;
import dev.sequences.designer.support.Drawings;
import dev.sequences.testkit.infra.ServiceResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URL;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(ServiceResource.class)
class LibraryStoryTest {

    private static final String BY_HAND = """
        format: sequences-library/v1
        tags: [Region/EMEA]
        messageTemplates:
        - id: thanks
          name: Thank you
          channel: email
          recordType: lead
          defaultLanguage: en
          contents:
            en: {subject: "Thanks, {{first_name|friend}}", body: "Hello"}
        sequences:
        - id: welcome
          name: Welcome
          recordType: lead
          tags: [Region/EMEA, New]
          draft:
            graph:
              start: mail
              nodes:
              - {key: mail, type: email, name: Say thanks, templateId: thanks, next: on}
              - {key: on, type: advance, sequenceId: nurture}
        - id: nurture
          name: Nurture
          recordType: lead
        """;

    @TestHTTPResource("/")
    URL service;

    @Inject
    DataSource dataSource;

    private DesignerClient manager;
    private DesignerClient seller;

    @BeforeEach
    void anEmptySuite() throws SQLException {
        manager = DesignerClient.manager(service);
        seller = DesignerClient.of(service, "library-seller", Roles.SALESPERSON);
        EmptyDesigner.in(dataSource);
    }

    private Reply load(String yaml, String parameters) {
        return manager.post("/sequences/import" + parameters, yaml, "Content-Type", "application/yaml");
    }

    private static List<String> actions(Reply plan) {
        return plan.json().path("items").findValuesAsText("action");
    }

    @Test
    void importsADocumentAndIsIdempotent() {
        Reply plan = load(BY_HAND, "").expect(200);
        assertThat(plan.json().path("applied").asBoolean()).isFalse();
        assertThat(plan.json().path("summary").toString())
                .isEqualTo("{\"create\":6,\"change\":0,\"unchanged\":0,\"refused\":0,\"missing\":0}");
        assertThat(manager.get("/sequences").json().path("items")).isEmpty();
        assertThat(manager.get("/tags").json().path("items")).isEmpty();

        Reply applied = load(BY_HAND, "?dryRun=false").expect(200);
        assertThat(applied.json().path("applied").asBoolean()).isTrue();
        assertThat(actions(applied)).isEqualTo(actions(plan));
        JsonNode welcome =
                manager.get("/sequences?q=welcome").json().path("items").get(0);
        assertThat(welcome.path("status").asText()).isEqualTo("inactive");
        assertThat(welcome.path("owner").asText()).isEqualTo("mo");
        assertThat(welcome.path("tags").findValuesAsText("path")).containsExactly("New", "Region/EMEA");
        JsonNode nodes = manager.get("/sequences/" + welcome.path("id").asText() + "/draft")
                .json()
                .path("graph")
                .path("nodes");
        String template = nodes.get(0).path("templateId").asText();
        assertThat(manager.get("/message-templates/" + template)
                        .expect(200)
                        .json()
                        .path("name")
                        .asText())
                .isEqualTo("Thank you");
        assertThat(manager.get("/sequences/" + nodes.get(1).path("sequenceId").asText())
                        .expect(200)
                        .json()
                        .path("name")
                        .asText())
                .isEqualTo("Nurture");

        String etag = manager.get("/sequences/" + welcome.path("id").asText()).etag();
        assertThat(actions(load(BY_HAND, "?dryRun=false").expect(200))).containsOnly("unchanged");
        assertThat(manager.get("/sequences/" + welcome.path("id").asText()).etag())
                .isEqualTo(etag);
    }

    @ParameterizedTest
    @CsvSource({"yaml,application/yaml", "json,application/json"})
    void exportsTheWholeLibraryUnchangedAfterImport(String format, String type) throws SQLException {
        load(BY_HAND, "?dryRun=false").expect(200);
        manager.createActive("Active, with a revision");
        String odd = manager.create("no: \"odd\" #name");
        manager.send("PATCH", odd, Json.text(Map.of("description", "two\nlines\n")))
                .expect(200);
        manager.draw(
                        odd,
                        "{\"start\": null, \"nodes\": [{\"key\": \"a\", \"type\": \"wait\", \"duration\": \"P3D\","
                                + " \"next\": null}]}")
                .expect(200);
        Reply first = manager.get("/sequences/export?format=" + format).expect(200);
        assertThat(first.type()).startsWith(type);

        EmptyDesigner.in(dataSource);
        manager.post("/sequences/import?dryRun=false", first.body(), "Content-Type", type)
                .expect(200);

        assertThat(manager.get("/sequences/export?format=" + format).body()).isEqualTo(first.body());
        assertThat(actions(manager.post("/sequences/import", first.body(), "Content-Type", type)))
                .containsOnly("unchanged");
    }

    @Test
    void exportsASequenceWithItsDependenciesOnly() {
        load(BY_HAND, "?dryRun=false").expect(200);
        manager.post("/tags", "{\"name\": \"Unused\"}").expect(201);
        manager.create("Unrelated");
        String welcome = manager.get("/sequences?q=welcome")
                .json()
                .path("items")
                .get(0)
                .path("id")
                .asText();
        JsonNode document =
                manager.get("/sequences/export?id=" + welcome).expect(200).json();
        assertThat(document.path("tags")).extracting(JsonNode::asText).containsExactly("New", "Region", "Region/EMEA");
        assertThat(document.path("messageTemplates").findValuesAsText("name")).contains("Thank you");
        assertThat(document.path("sequences"))
                .extracting(entry -> entry.path("name").asText())
                .containsExactly("Nurture", "Welcome");
        manager.get("/sequences/export?id=abc").expectProblem(404, "sequence-unknown");
        manager.get("/sequences/export?format=xml").expectProblem(400, "format-unknown");
    }

    @Test
    void exportsDocumentsThatMatchTheSchema() {
        load(BY_HAND, "?dryRun=false").expect(200);
        JsonNode schema = manager.get("/sequences/export/schema").expect(200).json();
        JsonNode document = manager.get("/sequences/export").expect(200).json();
        var check =
                JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(schema);
        assertThat(check.validate(document)).isEmpty();
        ((ObjectNode) document.path("sequences").get(0)).put("status", "active");
        assertThat(check.validate(document)).isNotEmpty();
    }

    @Test
    void importsIntoARevisionOfAnActiveSequence() {
        String path = manager.createActive("Live one");
        ObjectNode document = (ObjectNode)
                manager.get("/sequences/export?id=" + path.substring(11)).json();
        ObjectNode entry = (ObjectNode) document.path("sequences").get(0);
        ((ObjectNode) entry.path("draft").path("graph").path("nodes").get(1)).put("duration", "P9D");
        Reply plan = manager.post("/sequences/import", document.toString()).expect(200);
        assertThat(plan.json().path("items").get(0).path("changes"))
                .extracting(JsonNode::asText)
                .containsExactly("draft");
        assertThat(manager.get(path).json().path("status").asText()).isEqualTo("active");

        manager.post("/sequences/import?dryRun=false", document.toString()).expect(200);
        assertThat(manager.get(path).json().path("status").asText()).isEqualTo("revision");
        assertThat(manager.get(path).json().path("version").asInt()).isEqualTo(1);

        entry.put("name", "Another name");
        manager.post("/sequences/import?dryRun=false", document.toString()).expectProblem(422, "import-refused");
        assertThat(manager.post("/sequences/import", document.toString())
                        .json()
                        .path("items")
                        .get(0)
                        .path("errors")
                        .get(0)
                        .path("code")
                        .asText())
                .isEqualTo("sequence-active");
    }

    @Test
    void refusesADocumentWithMissingDependenciesUnlessAllowed() {
        String broken = BY_HAND.replace("templateId: thanks", "templateId: 019cad8f-ac00-73a1-8000-5eed0000dead")
                .replace("- id: nurture\n  name: Nurture\n  recordType: lead\n", "");
        Reply plan = load(broken, "").expect(200);
        assertThat(plan.json().path("summary").path("missing").asInt()).isEqualTo(2);
        Reply refused = load(broken, "?dryRun=false").expectProblem(422, "import-refused");
        assertThat(refused.codes()).containsExactly("dependency-missing", "dependency-missing");
        assertThat(manager.get("/sequences").json().path("items")).isEmpty();
        assertThat(manager.get("/tags").json().path("items")).isEmpty();
        load(broken, "?dryRun=false&allowMissing=true").expect(200);
        assertThat(manager.get("/sequences").json().path("items")).hasSize(1);
    }

    @Test
    void acceptsAnExternalMessageTemplateWithAWarning() {
        String elsewhere = BY_HAND.replace("templateId: thanks", "templateId: of-the-sender");
        Reply plan = load(elsewhere, "?dryRun=false").expect(200);
        assertThat(plan.json().path("summary").path("missing").asInt()).isEqualTo(1);
        assertThat(plan.json().path("items").findValues("elsewhere"))
                .singleElement()
                .satisfies(one -> assertThat(one.asBoolean()).isTrue());
    }

    @Test
    void refusesTheWholeDocumentAndReportsAllInvalidItems() {
        String bad = BY_HAND.replace("type: email,", "type: teleport,")
                .replace("name: Nurture", "name: \"\"")
                .replace("Hello\"", "{{Hello\"")
                .replace("tags: [Region/EMEA]\nm", "tags: [a/b/c/d/e]\nm");
        Reply refused = load(bad, "?dryRun=false").expectProblem(422, "import-refused");
        assertThat(refused.codes())
                .contains("tag-too-deep", "placeholder-unreadable", "node-type-unknown", "name-missing");
        assertThat(refused.json().path("errors").findValuesAsText("path"))
                .anyMatch(where -> where.startsWith("sequence ") && where.endsWith("graph.nodes[0].type"));
        assertThat(manager.get("/sequences").json().path("items")).isEmpty();
        assertThat(manager.get("/message-templates").json().path("items")).isEmpty();
    }

    @Test
    void letsSellersImportOnlyTheirOwnSequences() {
        load(BY_HAND, "?dryRun=false").expect(200);
        String same = manager.get("/sequences/export").body();
        assertThat(actions(seller.post("/sequences/import?dryRun=false", same).expect(200)))
                .as("an unchanged document of another suite can be imported")
                .containsOnly("unchanged");
        assertThat(actions(seller.post("/sequences/import", same.replace("Hello", "Good morning"))
                        .expect(200)))
                .as("and in no other way")
                .contains("unchanged", "refused");
        String tags = "{\"format\": \"sequences-library/v1\", \"tags\": [\"Mine\"]}";
        seller.post("/sequences/import?dryRun=false", tags).expectProblem(422, "import-refused");
        String own = "{\"format\": \"sequences-library/v1\", \"sequences\": [{\"id\": \"own\", \"name\": \"Own\"}]}";
        seller.post("/sequences/import?dryRun=false", own).expect(200);
        assertThat(seller.get("/sequences?owner=library-seller").json().path("items"))
                .hasSize(1);
    }

    @Test
    void refusesDeletedOrHiddenIds() {
        String hidden = DesignerClient.in(service, "emea", List.of(), "hidden-owner", Roles.SALESPERSON)
                .create("Hidden")
                .substring(11);
        String deleted = seller.create("Deleted");
        seller.send("DELETE", deleted, null).expect(204);
        for (String id : List.of(hidden, deleted.substring(11))) {
            Reply plan = seller.post(
                            "/sequences/import",
                            "{\"format\": \"sequences-library/v1\", \"sequences\": [{\"id\": \"" + id
                                    + "\", \"name\": \"x\"}]}")
                    .expect(200);
            assertThat(plan.json()
                            .path("items")
                            .get(0)
                            .path("errors")
                            .get(0)
                            .path("code")
                            .asText())
                    .isEqualTo("sequence-exists");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[]|400|wrong-type",
                "{}|400|format-unknown",
                "{\"format\": \"sequences-library/v2\"}|400|format-unknown",
                "{\"format\": \"sequences-library/v1\", \"owner\": \"me\"}|400|unknown-field",
                "{\"format\": \"sequences-library/v1\", \"sequences\": {}}|400|wrong-type",
                "{\"format\": \"sequences-library/v1\", \"sequences\": [null]}|400|field-missing",
                "{\"format\": \"sequences-library/v1\", \"sequences\": [{\"name\": \"x\"}]}|400|id-unreadable",
                "{\"format\": \"sequences-library/v1\", \"sequences\": [{\"id\": \"A b\"}]}|400|id-unreadable",
                "{\"format\": \"sequences-library/v1\", \"sequences\": [{\"id\": \"a\"}, {\"id\":"
                        + " \"a\"}]}|400|id-twice",
                "{\"format\": \"sequences-library/v1\", \"sequences\": [{\"id\": \"a\", \"name\": 5}]}|400|wrong-type",
                "{\"format\": |400|not-json",
                "|400|body-missing"
            })
    void refusesWhatIsNoDocument(String body, int status, String code) {
        manager.post("/sequences/import?dryRun=false", body == null ? "" : body).expectProblem(status, code);
    }

    @Test
    void refusesInvalidRequests() {
        load("a: [", "").expectProblem(400, "not-yaml");
        load(BY_HAND, "?dryRun=maybe").expectProblem(400, "flag-unreadable");
        manager.post("/sequences/import", "x", "Content-Type", "text/csv").expectProblem(415, "media-type-unsupported");
    }

    @Test
    void acceptsALargeDocument() {
        ObjectNode document = (ObjectNode) Drawings.json("{\"format\": \"sequences-library/v1\"}");
        ArrayNode sequences = document.putArray("sequences");
        for (int i = 0; i < 1_500; i++) {
            sequences
                    .addObject()
                    .put("id", "many-" + i)
                    .put("name", "Many " + i)
                    .put("description", "d".repeat(1_900));
        }
        assertThat(document.toString()).hasSizeGreaterThan(2_500_000);
        assertThat(manager.post("/sequences/import?dryRun=false", document.toString())
                        .expect(200)
                        .json()
                        .path("summary")
                        .path("create")
                        .asInt())
                .isEqualTo(1_500);
        assertThat(manager.get("/sequences/export").json().path("sequences")).hasSize(1_500);
        manager.post("/sequences/import", "x".repeat(34_000_000)).expectProblem(413, "too-large");
    }
}
