package dev.sequences.designer.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequences.chassis.json.Json;
import dev.sequences.designer.http.DesignerClient.Reply;
import dev.sequences.testkit.infra.ServiceResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URL;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Each reason for which a sequence does not go live has a code of its own and says what is wrong, as a person reads it; and each
 * limit applies exactly at its value. {@link ActiveLimitTest} tests the limit of active sequences.
 */
@QuarkusTest
@QuarkusTestResource(ServiceResource.class)
class ActivationRefusalsTest {

    /** A node that ends the path well. */
    private static final String END = "{\"key\": \"end\", \"type\": \"task\", \"name\": \"End\", \"next\": null}";

    private static final String CALL = "{\"key\": \"call\", \"type\": \"phone-call\", \"name\": \"Call\", \"next\": ";
    private static final String MAIL = "{\"key\": \"mail\", \"type\": \"email\", \"name\": \"Mail\", \"next\": ";

    @TestHTTPResource("/")
    URL service;

    private DesignerClient manager;

    @BeforeEach
    void person() {
        manager = DesignerClient.manager(service);
    }

    private Reply activate(String draft) {
        String path = manager.create("Refused");
        manager.send("PUT", path + "/draft", draft).expect(200);
        Reply answer = manager.post(path + "/activate", null);
        assertThat(manager.get(path).json().path("status").asText())
                .isEqualTo(answer.status() == 200 ? "active" : "inactive");
        if (answer.status() == 200) {
            manager.send("DELETE", path, null).expect(204);
        }
        return answer;
    }

    private static String draft(String start, String... nodes) {
        return "{\"graph\": {\"start\": \"" + start + "\", \"nodes\": [" + String.join(", ", nodes) + "]}}";
    }

    private void refuses(String draft, String code, String path, String message) {
        Reply refused = activate(draft).expect(422);
        refused.expectProblem(422, refused.code());
        List<JsonNode> errors = StreamSupport.stream(
                        refused.json().path("errors").spliterator(), false)
                .filter(error -> error.path("code").asText().equals(code))
                .toList();
        assertThat(errors).as(refused.body()).isNotEmpty();
        assertThat(errors.getFirst().path("path").asText()).isEqualTo(path);
        assertThat(errors.getFirst().path("message").asText()).isEqualTo(message);
    }

    /** The node is the first of the graph; a task follows it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        "type": "automated-email", "name": "Mail" | template-missing | templateId | An automated message has no template.
        "type": "automated-text-message", "name": "Text" | template-missing | templateId | An automated message has no template.
        "type": "email", "name": "Mail", "templateId": "019cad8f-ac00-73a1-8000-5eed00000001" | message-template-unknown | templateId | There is no message template '019cad8f-ac00-73a1-8000-5eed00000001'.
        "type": "phone-call" | node-name-missing | name | The step has no name.
        "type": "wait", "duration": "P31D" | wait-duration-out-of-range | duration | The wait of 'P31D' is not between one hour and 30 days.
        "type": "wait" | wait-duration-missing | duration | The wait has no duration.
        "type": "wait", "duration": "soon" | wait-duration-malformed | duration | 'soon' is not a duration in weeks, days and hours.
        "type": "update-field", "field": "score", "value": "many" | value-unfit | value | 'many' does not fit the field, which holds a number.
        "type": "update-field", "field": "rating", "value": "tepid" | value-not-a-choice | value | 'tepid' is not one of the choices of the field.
        "type": "update-field", "field": "city" | value-missing | value | The new value is missing.
        """)
    void refusesAnIncompleteNode(String node, String code, String field, String message) {
        refuses(
                draft("n", "{\"key\": \"n\", " + node + ", \"next\": \"end\"}", END),
                code,
                "graph.nodes[0]." + field,
                message);
    }

    /** After a call. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        "type": "email-condition", "interactions": ["opened"], "within": "P1D", "yes": "end" | email-condition-misplaced | | The condition 'n' checks an email, but does not follow an email on every path.
        "type": "phone-condition", "results": [], "yes": "end" | call-results-missing | .results | The condition has no call results to check for.
        "type": "field-condition", "yes": "end" | condition-missing | .when | The condition is missing.
        "type": "stage-condition", "process": "lead-to-opportunity", "stages": ["lost"], "yes": "end" | stage-unknown | .stages[0] | The process 'lead-to-opportunity' has no stage 'lost'.
        "type": "stage-condition", "yes": "end" | process-missing | .process | The business process is missing.
        "type": "wait", "duration": "P1D", "next": null | wait-last | .next | The wait 'n' is the last node of its path; nothing follows it.
        "type": "advance" | advance-target-missing | .sequenceId | The sequence to advance to is missing.
        "type": "advance", "sequenceId": "00000000-0000-7000-8000-000000000000" | advance-target-unknown | .sequenceId | There is no sequence '00000000-0000-7000-8000-000000000000'.
        "type": "advance", "sequenceId": "x", "next": "end" | advance-followed | .next | The record leaves the sequence at 'n', but another node follows.
        "type": "task", "name": "N", "next": "gone" | reference-unknown | .next | 'next' refers to 'gone', but no node has that key.
        "type": "task", "name": "N", "next": "call" | cycle | | The path contains a cycle: 'call' -> 'n' -> 'call'.
        """)
    void refusesAnIncompleteNodeAfterACall(String node, String code, String field, String message) {
        refuses(
                draft("call", CALL + "\"n\"}", "{\"key\": \"n\", " + node + "}", END),
                code,
                "graph.nodes[1]" + (field == null ? "" : field),
                message);
    }

    @Test
    void refusesAnIncompleteDraft() {
        refuses(
                "{\"graph\": {\"start\": null, \"nodes\": [" + END + "]}}",
                "start-missing",
                "graph.start",
                "The graph has no start node.");
        refuses(draft("gone", END), "start-unknown", "graph.start", "The start node 'gone' does not exist.");
        refuses(
                draft("w", "{\"key\": \"w\", \"type\": \"update-field\", \"field\": \"city\", \"value\": \"Graz\"}"),
                "no-executable-step",
                "graph.nodes",
                "The graph has no step.");
        refuses(
                draft("end", END, END),
                "key-duplicate",
                "graph.nodes[1].key",
                "The key 'end' is already used by nodes[0].");
        refuses(
                draft("end", END, MAIL + "null}"),
                "node-unreachable",
                "graph.nodes[1]",
                "The node 'mail' cannot be reached from the start.");
        refuses(
                draft("on", "{\"key\": \"on\", \"type\": \"advance\", \"sequenceId\": \"x\"}"),
                "advance-first",
                "graph.nodes[0]",
                "The record leaves the sequence before any step was performed.");
        refuses(
                draft(
                        "mail",
                        MAIL + "\"n\"}",
                        "{\"key\": \"n\", \"type\": \"phone-condition\", \"results\": [\"made\"], \"yes\": \"end\"}",
                        END),
                "phone-condition-misplaced",
                "graph.nodes[1]",
                "The condition 'n' checks a phone call, but does not follow a phone call on every path.");
        for (String on : List.of("reply", "bounce")) {
            String draft = draft("end", END);
            refuses(
                    draft.substring(0, draft.length() - 1) + ", \"exitCriteria\": [{\"on\": \"" + on + "\"}]}",
                    "exit-needs-email",
                    "exitCriteria[0]",
                    "The exit criterion '" + on + "' applies to email, but the sequence sends no email.");
        }
    }

    @Test
    void refusesAnAdvanceToAnUnsuitableSequence() {
        String other = manager.post("/sequences", "{\"name\": \"For contacts\", \"recordType\": \"contact\"}")
                .expect(201)
                .json()
                .path("id")
                .asText();
        String draft = draft(
                "call", CALL + "\"n\"}", "{\"key\": \"n\", \"type\": \"advance\", \"sequenceId\": \"" + other + "\"}");
        refuses(
                draft,
                "advance-target-other-type",
                "graph.nodes[1].sequenceId",
                "The sequence 'For contacts' is for records of type contact, not lead.");
        refuses(
                draft,
                "advance-target-inactive",
                "graph.nodes[1].sequenceId",
                "The sequence 'For contacts' is not active.");
        String path = manager.create("To itself");
        manager.draw(
                        path,
                        "{\"start\": \"call\", \"nodes\": [" + CALL
                                + "\"n\"}, {\"key\": \"n\", \"type\": \"advance\", \"sequenceId\": \""
                                + path.substring(11) + "\"}]}")
                .expect(200);
        assertThat(manager.post(path + "/activate", null).codes()).containsExactly("advance-to-itself");
    }

    @Test
    void refusesATemplateOfAnotherChannel() {
        String id = manager.post(
                        "/message-templates",
                        "{\"name\": \"T\", \"channel\": \"text-message\", \"contents\": {\"en\": {\"body\": \"Hi\"}}}")
                .expect(201)
                .json()
                .path("id")
                .asText();
        refuses(
                draft(
                        "mail",
                        "{\"key\": \"mail\", \"type\": \"email\", \"name\": \"Mail\", \"templateId\": \"" + id + "\"}"),
                "message-template-channel",
                "graph.nodes[0].templateId",
                "The message template is for the channel text-message, but this node sends by email.");
    }

    private static String chain(int tiles) {
        return IntStream.range(0, tiles)
                .mapToObj(i -> "{\"key\": \"k" + i + "\", \"type\": \"task\", \"name\": \"Task " + i + "\", \"next\": "
                        + (i == tiles - 1 ? "null" : "\"k" + (i + 1) + "\"") + "}")
                .collect(Collectors.joining(", ", "{\"graph\": {\"start\": \"k0\", \"nodes\": [", "]}}"));
    }

    @Test
    void refusesMoreThanFortyNodes() {
        activate(chain(40)).expect(200);
        refuses(
                chain(41),
                "too-many-tiles",
                "graph.nodes",
                "The graph has 41 nodes, including waits; the limit is 40.");
        String path = manager.create("More than can be drawn");
        manager.send("PUT", path + "/draft", chain(400)).expect(200);
        manager.send("PUT", path + "/draft", chain(401)).expectProblem(422, "too-many-nodes");
    }

    @Test
    void refusesNamesAndDescriptionsThatAreTooLong() {
        manager.post("/sequences", Json.text(Map.of("name", "n".repeat(160), "description", "d".repeat(2_000))))
                .expect(201);
        manager.post("/sequences", Json.text(Map.of("name", "n".repeat(161)))).expectProblem(422, "name-too-long");
        manager.post("/sequences", Json.text(Map.of("name", "n", "description", "d".repeat(2_001))))
                .expectProblem(422, "description-too-long");
        String long100 =
                END.replace("\"End\"", "\"" + "n".repeat(100) + "\", \"description\": \"" + "d".repeat(2_000) + "\"");
        activate(draft("end", long100)).expect(200);
        refuses(
                draft("end", END.replace("\"End\"", "\"" + "n".repeat(101) + "\"")),
                "node-name-too-long",
                "graph.nodes[0].name",
                "'name' has 101 characters; the limit is 100.");
        refuses(
                draft("end", END.replace("\"End\"", "\"End\", \"description\": \"" + "d".repeat(2_001) + "\"")),
                "node-description-too-long",
                "graph.nodes[0].description",
                "'description' has 2001 characters; the limit is 2000.");
    }

    @ParameterizedTest
    @CsvSource({"9,422", "10,200", "90,200", "91,422"})
    void acceptsAbTestSharesFromTenToNinetyPercent(int share, int status) {
        String draft = draft(
                "ab",
                "{\"key\": \"ab\", \"type\": \"ab-test\", \"name\": \"Which?\", \"shareOfA\": " + share
                        + ", \"a\": {\"name\": \"A\", \"templateId\": \"short\"}, \"b\": {\"name\": \"B\","
                        + " \"templateId\": \"long\"}, \"endsAt\": \"2036-01-01T00:00:00Z\", \"next\": null}");
        if (status == 200) {
            activate(draft).expect(200);
        } else {
            refuses(
                    draft,
                    "ab-share-out-of-range",
                    "graph.nodes[0].shareOfA",
                    "Variant A gets " + share + " percent; each variant must get 10 to 90.");
        }
    }

    @Test
    void limitsEachTagLevelBelowTheFirstToAHundred() {
        String root = manager.post("/tags", "{\"name\": \"Hundred\"}")
                .expect(201)
                .json()
                .path("id")
                .asText();
        int there = 0;
        String next = "";
        do {
            JsonNode page = manager.get("/tags?limit=200" + next).json();
            for (JsonNode tag : page.path("items")) {
                there += tag.path("level").asInt() == 2 ? 1 : 0;
            }
            next = page.path("next").isNull()
                    ? ""
                    : "&after=" + page.path("next").asText();
        } while (!next.isEmpty());
        List<String> names =
                IntStream.range(there, 100).mapToObj(i -> "Tag " + i).toList();
        JsonNode added = manager.post("/tags/bulk", Json.text(Map.of("names", names, "parentId", root)))
                .expect(201)
                .json()
                .path("items");
        Reply refused = manager.post("/tags", "{\"name\": \"One more\", \"parentId\": \"" + root + "\"}");
        // Undone first, because the other tests of this service need tags too.
        added.forEach(tag ->
                manager.send("DELETE", "/tags/" + tag.path("id").asText(), null).expect(204));
        manager.send("DELETE", "/tags/" + root, null).expect(204);
        refused.expectProblem(409, "tag-level-full");
    }
}
