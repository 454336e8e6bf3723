package dev.sequences.designer.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sequences.designer.http.DesignerClient.Reply;
import dev.sequences.designer.support.Drawings;
import dev.sequences.testkit.infra.ServiceResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URL;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Malformed and malicious documents: none is misread, and none blocks other requests. */
@QuarkusTest
@QuarkusTestResource(ServiceResource.class)
class HostileLibraryTest {

    private static final String HEAD = "format: sequences-library/v1\n";

    @TestHTTPResource("/")
    URL service;

    @Inject
    DataSource dataSource;

    private DesignerClient manager;

    @BeforeEach
    void emptyTheDatabase() throws SQLException {
        manager = DesignerClient.manager(service);
        EmptyDesigner.in(dataSource);
    }

    private Reply load(String yaml, String parameters) {
        return manager.post("/sequences/import" + parameters, yaml, "Content-Type", "application/yaml");
    }

    private static List<String> actions(Reply plan) {
        return plan.json().path("items").findValuesAsText("action");
    }

    private void assertNothingIsStored() {
        assertThat(manager.get("/sequences").json().path("items")).isEmpty();
        assertThat(manager.get("/tags").json().path("items")).isEmpty();
        assertThat(manager.get("/message-templates").json().path("items")).isEmpty();
        assertThat(manager.get("/holiday-calendars").json().path("items")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sequences:\\n- {id: a, name: &n Name, description: *n}|alias-not-allowed",
                "sequences:\\n- &a {id: a, name: Name}\\n- {<<: *a, id: b}|alias-not-allowed",
                "tags: &a [x, x]\\nmessageTemplates: &b [*a, *a]\\nsequences: [*b, *b, *b]|alias-not-allowed",
                "sequences:\\n- {id: a, name: A, name: B}|field-twice",
                "tags: [A]\\ntags: [B]|field-twice",
                "tags: [A]\\n---\\ntags: [B]|document-not-alone",
                "tags: [!!binary aGVsbG8=]|binary-not-allowed"
            })
    void refusesAmbiguousYaml(String yaml, String code) {
        Reply refused = load(HEAD + yaml.translateEscapes(), "?dryRun=false").expectProblem(400, code);
        assertThat(refused.json().path("detail").asText()).matches("(?i).*\\bline [0-9]+.*");
        assertNothingIsStored();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"format\": \"sequences-library/v1\"} {\"tags\": [\"A\"]}|document-not-alone",
                "{\"format\": \"sequences-library/v1\"}]|not-json",
                "{\"format\": \"sequences-library/v1\"} and more|not-json",
                "{\"format\": \"sequences-library/v1\", \"tags\": [\"A\"], \"tags\": []}|field-twice"
            })
    void refusesJsonThatWouldBeIgnored(String json, String code) {
        manager.post("/sequences/import?dryRun=false", json).expectProblem(400, code);
    }

    @Test
    void refusesInvalidUtf8() {
        byte[] bytes = {'t', 'a', 'g', 's', ':', ' ', '[', (byte) 0xc3, ']'};
        manager.sendBytes("POST", "/sequences/import", bytes).expectProblem(400, "not-json");
        load(HEAD + "tags: [\"\\ud800\"]", "?dryRun=false").expect(422);
        assertNothingIsStored();
    }

    /** Responses stay small, and the effort is not quadratic in the length of a text. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "sequences: [{id: a, name: LONG}]",
                "sequences: [{id: a, name: a, description: LONG}]",
                "sequences: [{id: a, name: a, recordType: LONG}]",
                "sequences: [{id: a, name: a, tags: [LONG]}]",
                "sequences: [{id: a, name: a, draft: {holidayCalendar: LONG, graph: {nodes: []}}}]",
                "sequences: [{id: a, name: a, draft: {graph: {nodes: [{key: a, type: email, name: a, templateId:"
                        + " LONG}]}}}]",
                "messageTemplates: [{id: a, name: LONG}]",
                "messageTemplates: [{id: a, name: a, contents: {LONG: {subject: a, body: a}}}]",
                "messageTemplates: [{id: a, name: a, channel: LONG, recordType: LONG, defaultLanguage: LONG}]",
                "holidayCalendars: [{id: a, name: LONG, description: LONG, holidays: [{day: LONG, name: LONG}]}]",
                "tags: [LONG]"
            })
    void refusesALongTextWithoutRepeatingIt(String yaml) {
        for (String part : List.of("x", "x/", "x ", "/", "\\ud83d\\ude80")) {
            String text = '"' + part.repeat(250_000 / part.length()) + "x\"";
            Instant begin = Instant.now();
            Reply plan = load(HEAD + yaml.replace("LONG: {", "? LONG\n: {").replace("LONG", text), "");
            assertThat(plan.body().length()).as(yaml + " with " + part).isLessThan(10_000);
            assertThat(plan.status()).as(plan.body()).isIn(200, 400, 413);
            if (plan.status() == 200) {
                assertThat(plan.json().path("summary").path("refused").asInt()
                                + plan.json().path("summary").path("missing").asInt())
                        .as(plan.body())
                        .isPositive();
            }
            assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(60));
        }
    }

    @Test
    void reportsATooDeepTagOnce() {
        Reply plan = load(HEAD + "tags: [" + "a/".repeat(100_000) + "a]", "").expect(200);
        assertThat(plan.json().path("items")).hasSize(1);
        assertThat(plan.json().path("items").findValuesAsText("code")).containsExactly("tag-too-deep");
    }

    /** Ten million empty objects would exhaust the memory of the service. */
    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "{\"a\":0}", "\"a\""})
    void refusesADocumentWithTooManyElements(String sign) {
        String body = "{\"format\": \"sequences-library/v1\", \"sequences\": ["
                + (sign + ",").repeat(31_000_000 / (sign.length() + 1)) + sign + "]}";
        manager.post("/sequences/import", body).expectProblem(413, "too-large");
        load(body, "").expectProblem(413, "too-large");
        manager.create("Still there");
    }

    /** A line of 6 MB once occupied a core for 25 seconds, and a request of 32 MB for minutes. */
    @ParameterizedTest
    @ValueSource(strings = {"a: ", "# ", "a: \"", "a: '", "a: &", "*", "!", "? ", "- ", "%YAML "})
    void refusesALongLineBeforeParsingIt(String begin) {
        Reply refused = load(HEAD + begin + "x".repeat(6_000_000), "").expectProblem(413, "too-large");
        assertThat(refused.json().path("detail").asText()).contains("Line 2");
        manager.create("Still there");
    }

    @Test
    void refusesALargeYamlDocument() {
        load(HEAD + "# comment\n".repeat(900_000), "").expectProblem(413, "too-large");
    }

    @Test
    void runsOneImportPerUserAtATime() throws Exception {
        String slow = HEAD + "sequences:\n"
                + IntStream.range(0, 3_000)
                        .mapToObj("- {id: a-%d, name: Name, draft: {graph: {nodes: []}}}\n"::formatted)
                        .collect(Collectors.joining());
        try (ExecutorService users = Executors.newFixedThreadPool(6)) {
            List<Future<Reply>> replies = IntStream.range(0, 6)
                    .mapToObj(i -> users.submit(() -> load(slow, "")))
                    .toList();
            int accepted = 0;
            for (Future<Reply> reply : replies) {
                if (reply.get().status() == 200) {
                    accepted++;
                } else {
                    reply.get().expectProblem(429, "request-in-progress");
                }
            }
            assertThat(accepted).isPositive();
        }
        load(HEAD, "").expect(200);
    }

    @Test
    void limitsTheNumberOfTagsInADocument() {
        ObjectNode document = (ObjectNode) Drawings.json("{\"format\": \"sequences-library/v1\"}");
        ArrayNode sequences = document.putArray("sequences");
        for (int i = 0; i < 101; i++) {
            ArrayNode tags =
                    sequences.addObject().put("id", "s-" + i).put("name", "S").putArray("tags");
            for (int j = 0; j < 100; j++) {
                tags.add("tag " + i + "-" + j);
            }
        }
        manager.post("/sequences/import", document.toString()).expectProblem(400, "too-many-entries");
    }

    /** Paths are stored without the spaces, so that the next import finds them. */
    @Test
    void ignoresSpacesInTagPaths() {
        String spaced = HEAD + "tags: [Region / EMEA]\nsequences: [{id: a, name: A, tags: [' Region/ EMEA ']}]";
        load(spaced, "?dryRun=false").expect(200);
        assertThat(manager.get("/sequences")
                        .json()
                        .path("items")
                        .get(0)
                        .path("tags")
                        .findValuesAsText("path"))
                .containsExactly("Region/EMEA");
        assertThat(actions(load(spaced, "?dryRun=false").expect(200))).containsOnly("unchanged");
    }

    @Test
    void importsAndExportsSequencesWithCyclicReferences() throws SQLException {
        String node = "draft: {graph: {start: on, nodes: [{key: 'on', type: advance, sequenceId: %s}]}}";
        String circle = HEAD
                + "sequences:\n- {id: a, name: Same, %s}\n- {id: b, name: Same, %s}\n- {id: c, name: Same, %s}\n"
                        .formatted(node.formatted("b"), node.formatted("a"), node.formatted("c"));
        Reply plan = load(circle, "").expect(200);
        assertThat(actions(plan)).containsExactly("create", "create", "create");
        assertThat(plan.json().path("summary").path("missing").asInt()).isZero();
        load(circle, "?dryRun=false").expect(200);
        assertThat(actions(load(circle, "?dryRun=false").expect(200))).containsOnly("unchanged");

        JsonNode items = plan.json().path("items");
        JsonNode pair = manager.get(
                        "/sequences/export?id=" + items.get(0).path("id").asText())
                .json();
        assertThat(pair.path("sequences").findValuesAsText("id"))
                .containsExactlyInAnyOrder(
                        items.get(0).path("id").asText(),
                        items.get(1).path("id").asText());
        Reply all = manager.get("/sequences/export?format=yaml");
        EmptyDesigner.in(dataSource);
        load(all.body(), "?dryRun=false").expect(200);
        assertThat(manager.get("/sequences/export?format=yaml").body()).isEqualTo(all.body());
    }

    @Test
    void treatsADeletedSequenceAsMissingAndItsIdAsUsed() {
        String two = HEAD + "sequences:\n"
                + "- {id: a, name: A, draft: {graph: {start: go, nodes: [{key: go, type: advance, sequenceId: b}]}}}\n"
                + "- {id: b, name: B}\n";
        Reply applied = load(two, "?dryRun=false").expect(200);
        String first = applied.json().path("items").get(0).path("id").asText();
        String second = applied.json().path("items").get(1).path("id").asText();
        String alone = manager.get("/sequences/export?format=yaml&id=" + first)
                .body()
                .replaceAll("(?s)- id: \"" + second + "\".*", "");
        manager.send("DELETE", "/sequences/" + second, null).expect(204);

        JsonNode item = load(alone, "").expect(200).json().path("items").get(0);
        assertThat(item.path("action").asText()).isEqualTo("unchanged");
        assertThat(item.path("missing").findValuesAsText("id")).containsExactly(second);
        Reply both = load(two, "?dryRun=false").expectProblem(422, "import-refused");
        assertThat(both.codes()).containsExactly("sequence-exists");
    }

    @Test
    void refusesAnIdOfAnotherResourceType() {
        String key = HEAD + "sequences: [{id: welcome, name: By key}]";
        String id = load(key, "").json().path("items").get(0).path("id").asText();
        load(HEAD + "sequences: [{id: welcome, name: By key}, {id: " + id + ", name: By id}]", "")
                .expectProblem(400, "id-twice");

        String template = "messageTemplates: [{id: " + id + ", name: T, channel: email, recordType: lead,"
                + " defaultLanguage: en, contents: {en: {subject: s, body: b}}}]\n";
        Reply refused = load(HEAD + template + "sequences: [{id: " + id + ", name: x}]", "?dryRun=false")
                .expectProblem(422, "import-refused");
        assertThat(refused.codes()).containsExactly("id-taken");
        load(key, "?dryRun=false").expect(200);
        assertThat(load(HEAD + template, "?dryRun=false")
                        .expectProblem(422, "import-refused")
                        .codes())
                .containsExactly("id-taken");
    }
}
