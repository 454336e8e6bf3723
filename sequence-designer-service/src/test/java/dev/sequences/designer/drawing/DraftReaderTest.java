package dev.sequences.designer.drawing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequences.chassis.answer.Problem;
import dev.sequences.chassis.json.Json;
import dev.sequences.designer.sequence.model.Draft;
import dev.sequences.designer.sequence.model.context.DraftLimits;
import dev.sequences.designer.support.Drawings;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DraftReaderTest {

    @Test
    void returnsADraftExactlyAsItWasSent() {
        JsonNode drawn = Drawings.json("""
            {"graph": {"start": "intro", "nodes": [
              {"next": "answered", "key": "intro", "name": "Introduction", "type": "phone-call", "description": ""},
              {"key": "answered", "type": "phone-condition", "results": ["made", "received"], "yes": null, "no": "text"},
              {"key": "text", "type": "automated-text-message", "templateId": null},
              {"key": "set", "type": "update-field", "field": "score", "value": 2.5, "next": null},
              {"key": "if", "when": {"all": [{"field": "city", "op": "any-of", "value": ["Mumbai", 5, true]}]},
               "type": "field-condition", "onMissing": "take-yes"}]},
             "exitCriteria": [{"on": "reply"}], "skipNonWorkingDays": true, "assignTo": "record-field",
             "assignToField": "backup", "sendWindow": {"days": ["monday"], "from": "08:00", "to": "17:00"},
             "timeZone": {"rule": "fixed", "zone": "Europe/Vienna"}, "holidayCalendar": "at",
             "dailyCaps": {"enrollments": 5, "emails": null, "texts": null, "steps": 7}}\
            """);
        String shown = DraftDocument.of(DraftReader.read(drawn)).text();
        assertThat(shown).isEqualTo(drawn.toString());
        assertThat(DraftDocument.parse(shown).text()).isEqualTo(shown);
    }

    @Test
    void survivesTheEventStore() {
        Draft draft = Drawings.draft(Drawings.STORY);
        assertThat(Json.read(Json.bytes(draft), Draft.class)).isEqualTo(draft);
    }

    @Test
    void appliesDefaultsForOmittedFields() {
        assertThat(DraftReader.read(Drawings.json("{\"graph\": {\"nodes\": []}}")))
                .isEqualTo(Draft.EMPTY);
    }

    @Test
    void reportsEveryErrorWithItsPath() {
        Problem problem = refused("""
            {"graph": {"start": 1, "extra": {}, "nodes": [
              {"key": "a", "type": "email", "name": 5, "duration": "P1D"},
              {"type": "wait", "durationn": "P3D"},
              {"key": null, "type": "fax"},
              {"key": "b", "type": "fax"},
              "node", null]},
             "exitCriteria": {}, "skipNonWorkingDays": "yes", "assignTo": "me", "colour": "red"}\
            """);
        assertThat(problem.status()).isEqualTo(400);
        assertThat(problem.findings().stream().map(f -> f.code() + " " + f.path()))
                .containsExactly(
                        "unknown-field colour",
                        "unknown-field graph.extra",
                        "wrong-type graph.start",
                        "wrong-type graph.nodes[0].name",
                        "unknown-field graph.nodes[0].duration",
                        "field-missing graph.nodes[1].key",
                        "field-missing graph.nodes[2].key",
                        "node-type-unknown graph.nodes[3].type",
                        "wrong-type graph.nodes[4]",
                        "wrong-type graph.nodes[5]",
                        "wrong-type exitCriteria",
                        "wrong-type skipNonWorkingDays",
                        "assign-to-unknown assignTo");
        assertThat(problem.findings()).allSatisfy(finding -> {
            assertThat(finding.message()).isNotBlank();
            assertThat(finding.remedy()).isNotBlank();
        });
    }

    @Test
    void reportsAFieldThatTheNodeTypeDoesNotHave() {
        Problem problem =
                refused("{\"graph\": {\"nodes\": [{\"key\": \"a\", \"type\": \"task\", \"templateId\": \"t\"}]}}");
        assertThat(problem.findings())
                .containsExactly(new Problem.Finding(
                        "unknown-field",
                        "graph.nodes[0].templateId",
                        "Nodes of type 'task' have no field 'templateId'.",
                        "Remove it or correct its spelling."));
    }

    @Test
    void requiresAGraph() {
        assertThat(refused("{}").code()).isEqualTo("field-missing");
        assertThat(refused("[]").code()).isEqualTo("wrong-type");
        assertThat(refused("{\"graph\": []}").code()).isEqualTo("wrong-type");
        assertThat(refused("{\"graph\": {}}").code()).isEqualTo("field-missing");
        assertThat(refused("{\"graph\": {\"nodes\": {}}}").code()).isEqualTo("wrong-type");
        assertThat(catchThrowableOfType(Problem.class, () -> DraftReader.read(null))
                        .code())
                .isEqualTo("wrong-type");
    }

    @Test
    void refusesTextThatCannotBeStored() {
        Problem problem =
                refused("{\"graph\": {\"nodes\": [{\"key\": \"a\", \"type\": \"task\", \"name\": \"a\\u0000b\"},"
                        + "{\"key\": \"b\", \"type\": \"phone-condition\", \"results\": [\"half \\ud83d\"]}]}}");
        assertThat(problem.findings().stream().map(f -> f.code() + " " + f.path()))
                .containsExactly(
                        "character-not-allowed graph.nodes[0].name", "character-not-allowed graph.nodes[1].results");
    }

    @Test
    void refusesSettingsThatCannotBeStored() {
        assertThat(setting("{\"a\": null}").code()).isEqualTo("wrong-type");
        assertThat(setting("1e999").code()).isEqualTo("number-out-of-range");
        assertThat(setting("[".repeat(30) + "]".repeat(30)).code()).isEqualTo("nested-too-deep");
    }

    private static Problem setting(String value) {
        return refused(
                "{\"graph\": {\"nodes\": [{\"key\": \"a\", \"type\": \"update-field\", \"value\": " + value + "}]}}");
    }

    @Test
    void refusesAnOversizedDraft() {
        String nodes = IntStream.range(0, 401)
                .mapToObj(i -> "{\"key\": \"k" + i + "\", \"type\": \"task\"}")
                .collect(Collectors.joining(","));
        Problem tooMany = refused("{\"graph\": {\"nodes\": [" + nodes + "]}}");
        assertThat(tooMany.status()).isEqualTo(422);
        assertThat(tooMany.code()).isEqualTo("too-many-nodes");
        JsonNode endless =
                Drawings.json("{\"graph\": {\"nodes\": [{\"key\": \"a\", \"type\": \"task\", \"description\": \""
                        + "d".repeat(1_000_000) + "\"}]}}");
        Problem tooLarge = catchThrowableOfType(Problem.class, () -> DraftReader.read(endless, DraftLimits.DOCUMENTED));
        assertThat(tooLarge.status()).isEqualTo(422);
        assertThat(tooLarge.code()).isEqualTo("definition-too-large");
    }

    @Test
    void listsAtMostAHundredErrors() {
        String nodes = IntStream.range(0, 400).mapToObj(i -> "{}").collect(Collectors.joining(","));
        Problem problem = refused("{\"graph\": {\"nodes\": [" + nodes + "]}}");
        assertThat(problem.findings()).hasSize(100);
        assertThat(problem).hasMessage("'graph.nodes[0].key' is missing. 799 more findings follow.");
    }

    private static Problem refused(String body) {
        return catchThrowableOfType(Problem.class, () -> DraftReader.read(Drawings.json(body)));
    }
}
