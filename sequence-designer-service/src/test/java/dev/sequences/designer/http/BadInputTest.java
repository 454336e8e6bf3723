package dev.sequences.designer.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequences.chassis.json.Json;
import dev.sequences.designer.http.DesignerClient.Reply;
import dev.sequences.testkit.infra.ServiceResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(ServiceResource.class)
class BadInputTest {

    @TestHTTPResource("/")
    URL service;

    private DesignerClient manager;

    @BeforeEach
    void person() {
        manager = DesignerClient.manager(service);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|422|name-missing",
                "{\"name\": \"\"}|422|name-missing",
                "{\"name\": null}|422|name-missing",
                "{\"name\": 5}|400|wrong-type",
                "{\"name\": [\"a\"]}|400|wrong-type",
                "{\"name\": {\"a\": 1}}|400|wrong-type",
                "{\"name\": \"a\", \"recordType\": \"invoice\"}|422|record-type-unknown",
                "{\"name\": \"a\", \"templateId\": \"t\"}|422|template-unknown",
                "{\"name\": \"a\", \"colour\": \"red\"}|400|unknown-field",
                "{\"name\": \"a\", \"status\": \"active\"}|400|unknown-field",
                "{\"name\": \"a\\u0000b\"}|422|character-not-allowed",
                "{\"name\": \"\\ud83d\"}|422|character-not-allowed",
                "[]|400|wrong-type",
                "\"text\"|400|wrong-type",
                "{\"name\": \"a\"|400|not-json",
                "name=a|400|not-json",
                "null|400|body-missing"
            })
    void refusesWhatIsNoNewSequence(String body, int status, String code) {
        manager.post("/sequences", body).expectProblem(status, code);
    }

    @Test
    void refusesTextsThatAreTooLong() {
        manager.post("/sequences", Json.text(Map.of("name", "n".repeat(1_000_000))))
                .expectProblem(422, "name-too-long");
        manager.post("/sequences", Json.text(Map.of("name", "n", "description", "d".repeat(1_000_000))))
                .expectProblem(422, "description-too-long");
        manager.post("/sequences", Json.text(Map.of("name", "n".repeat(3_000_000))))
                .expectProblem(413, "too-large");
    }

    /** The connection is not reset under a caller who is still sending: the answer arrives each time. */
    @RepeatedTest(8)
    void respondsToAnOversizedBody() {
        manager.post("/sequences", Json.text(Map.of("name", "n".repeat(12_000_000))))
                .expectProblem(413, "too-large");
        String endless = "{\"name\": \"n\"" + " ".repeat(4_000_000) + "}";
        assertThat(manager.stream("/sequences", endless)).startsWith("413 ").contains("\"too-large\"", "2097152");
        manager.post("/sequences", "{\"name\": \"After it\"}").expect(201);
        String justTooLong = "{\"name\": \"n\"" + " ".repeat(2_097_152) + "}";
        assertThat(manager.stream("/sequences", justTooLong)).startsWith("413 ").contains("\"code\":\"too-large\"");
        assertThat(manager.stream("/sequences", "{\"name\": \"Short enough\"}")).startsWith("201 ");
    }

    @Test
    void refusesBodiesThatAreNotJson() {
        manager.post("/sequences", "{\"name\": \"a\"}", "Content-Type", "text/plain")
                .expectProblem(415, "media-type-unsupported");
        manager.post("/sequences", "[".repeat(5_000)).expectProblem(400, "wrong-type");
        manager.post("/sequences", "{\"a\":".repeat(5_000)).expectProblem(413, "too-large");
        String path = manager.create("Deep");
        manager.send("PUT", path + "/draft", "[".repeat(5_000)).expectProblem(413, "too-large");
        manager.draw(path, "{\"nodes\":[{\"a\":".repeat(2_000)).expectProblem(413, "too-large");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"name\": \"a\"}{\"name\": \"b\"}", "{\"name\": \"a\"} xyz", "{\"name\": \"a\"} 1"})
    void refusesContentAfterTheBody(String body) {
        manager.post("/sequences", body).expectProblem(400, "not-json");
    }

    @Test
    void refusesAMalformedParameter() {
        manager.get("/sequences?limit=abc").expectProblem(400, "parameter-unreadable");
        manager.get("/sequences?limit=99999999999").expectProblem(400, "parameter-unreadable");
        manager.get("/nothing-here").expectProblem(404, "path-unknown");
    }

    @Test
    void refusesADuplicateField() {
        Reply refused =
                manager.post("/sequences", "{\"name\": \"a\", \"name\": \"b\"}").expectProblem(400, "field-twice");
        assertThat(refused.json().path("detail").asText()).contains("'name'");
        String path = manager.create("Twice");
        manager.draw(path, "{\"start\": null, \"nodes\": [{\"key\": \"a\", \"type\": \"task\", \"key\": \"b\"}]}")
                .expectProblem(400, "field-twice");
        manager.post(path + "/activate", "{\"changeDescription\": \"a\", \"changeDescription\": \"b\"}")
                .expectProblem(400, "field-twice");
        manager.post("/sequences/import", "{\"format\": \"x\", \"format\": \"sequences-library/v1\"}")
                .expectProblem(400, "field-twice");
        assertThat(manager.get(path).etag()).isEqualTo("\"1\"");
    }

    @Test
    void acceptsAByteOrderMarkAndRefusesInvalidText() {
        byte[] good = "{\"name\": \"Marked\"}".getBytes(StandardCharsets.UTF_8);
        byte[] marked = new byte[good.length + 3];
        marked[0] = (byte) 0xef;
        marked[1] = (byte) 0xbb;
        marked[2] = (byte) 0xbf;
        System.arraycopy(good, 0, marked, 3, good.length);
        assertThat(manager.sendBytes("POST", "/sequences", marked)
                        .expect(201)
                        .json()
                        .path("name")
                        .asText())
                .isEqualTo("Marked");
        byte[] broken = good.clone();
        broken[11] = (byte) 0xc3;
        manager.sendBytes("POST", "/sequences", broken).expectProblem(400, "not-json");
        manager.sendBytes("POST", "/sequences", new byte[] {0, 0, 0, '{', 0, 0}).expectProblem(400, "not-json");
        String path = manager.create("No text");
        manager.sendBytes("POST", path + "/activate", new byte[] {0, 0, 0, '{', 1, 2, 3})
                .expectProblem(400, "not-json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Robert'); drop table sequence_catalogue;--",
                "<script>alert(1)</script>",
                "\ud83d\ude80 \u05e9\u05dc\u05d5\u05dd \u202e",
                "${jndi:ldap://x/y} #{7*7} %s %n",
                "../../etc/passwd"
            })
    void keepsNamesThatOnlyLookHostileAsTheyAre(String name) {
        String path = manager.create(name);
        assertThat(manager.get(path).json().path("name").asText()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "abc",
                "00000000-0000-0000-0000-000000000000",
                "%00",
                "..%2f..",
                "%F0%9F%9A%80",
                "'%20or%201=1",
                "019CAD8F-AC00-73A1-8000-5EED00000001"
            })
    void knowsNoSequenceUnderAnIdThatIsNone(String id) {
        String path = "/sequences/" + id;
        assertThat(manager.get(path).expect(404).type()).startsWith("application/problem+json");
        assertThat(manager.get(path + "/draft").expect(404).code()).isNotEmpty();
        assertThat(manager.get(path + "/versions/1").expect(404).code()).isNotEmpty();
        assertThat(manager.post(path + "/activate", null).expect(404).code()).isNotEmpty();
        assertThat(manager.draw(path, "{\"nodes\": []}").expect(404).code()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "abc", "99999999999999", "1.5", "%00"})
    void respondsNotFoundToAMalformedVersionNumber(String number) {
        String path = manager.createActive("Versions");
        manager.get(path + "/versions/" + number).expectProblem(404, "version-unknown");
    }

    @Test
    void reportsEveryInvalidFieldOfADraft() {
        String path = manager.create("Unreadable");
        Reply refused = manager.send("PUT", path + "/draft", """
            {"graph": {"start": "a", "nodes": [
               {"key": "a", "type": "email", "templateID": "x", "name": 7},
               {"key": "b", "type": "teleport"}]},
             "assignTo": "everybody"}\
            """).expectProblem(400, "wrong-type");
        assertThat(refused.json().path("errors"))
                .extracting(error -> error.path("path").asText())
                .containsExactly("graph.nodes[0].name", "graph.nodes[0].templateID", "graph.nodes[1].type", "assignTo");
        assertThat(manager.get(path).etag()).isEqualTo("\"1\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "5", "\"graph\"", "{\"graph\": 5}", "{\"graph\": {\"nodes\": [[]]}}", "null", "{"})
    void refusesABodyThatIsNotADraft(String body) {
        String path = manager.create("No draft");
        Reply refused = manager.send("PUT", path + "/draft", body).expect(400);
        refused.expectProblem(400, refused.code());
    }

    @Test
    void refusesADraftOfAMegabyte() {
        String path = manager.create("Huge");
        manager.draw(
                        path,
                        "{\"nodes\": [{\"key\": \"a\", \"type\": \"task\", \"description\": \"" + "d".repeat(1_100_000)
                                + "\"}]}")
                .expectProblem(422, "definition-too-large");
        manager.draw(
                        path,
                        "{\"nodes\": [{\"key\": \"a\", \"type\": \"task\", \"description\": \"" + "d".repeat(900_000)
                                + "\"}]}")
                .expect(200);
        manager.post(path + "/activate", null).expect(422);
    }

    @Test
    void refusesInvalidActivationRequests() {
        String path = manager.create("Odd");
        manager.post(path + "/activate", "{\"changeDescription\": 5}").expectProblem(400, "wrong-type");
        manager.post(path + "/activate", "{\"force\": true}").expectProblem(400, "unknown-field");
        manager.post(path + "/activate", "[]").expectProblem(400, "wrong-type");
        manager.post(path + "/explode", null).expectProblem(404, "path-unknown");
        manager.send("PATCH", path, "{\"recordType\": \"contact\"}").expectProblem(422, "record-type-fixed");
        manager.send("PATCH", path, "{\"description\": 5}").expectProblem(400, "wrong-type");
        manager.send("PATCH", path, "{\"owner\": \"me\"}").expectProblem(400, "unknown-field");
        manager.post(path + "/copy", "{}").expectProblem(422, "name-missing");
        manager.post(path + "/copy", "").expectProblem(400, "body-missing");
        manager.post(path + "/copy", null).expectProblem(400, "body-missing");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "limit=0|limit-out-of-range",
                "limit=201|limit-out-of-range",
                "after=abc|cursor-unreadable",
                "after=YQBiH2M&sort=name|cursor-unreadable",
                "after=YR9i&sort=createdAt|cursor-unreadable",
                "sort=colour|sort-unknown",
                "status=gone|filter-unreadable",
                "recordType=invoice|filter-unreadable",
                "q=%00|filter-unreadable",
                "owner=a%00|filter-unreadable"
            })
    void refusesOddLists(String query, String code) {
        manager.get("/sequences?" + query).expectProblem(400, code);
    }
}
