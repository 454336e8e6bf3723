package dev.sequences.enrollment.intake.definitions.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sequences.chassis.json.Json;
import dev.sequences.contracts.catalogue.Samples;
import dev.sequences.contracts.definition.SequenceActivatedV1;
import dev.sequences.enrollment.enrollment.model.graph.AssignTo;
import dev.sequences.enrollment.enrollment.model.graph.Graph;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reads definitions as the designer publishes them. */
class DefinitionReaderTest {

    @Test
    void readsEveryNodeOfThePublishedSample() throws IOException {
        try (InputStream sample = Samples.open("sequences.definition.sequence-activated.v1")) {
            JsonNode published = Json.MAPPER.readTree(sample);
            Graph graph = DefinitionReader.read(published.toString());
            assertThat(graph.start())
                    .isEqualTo(published.path("graph").path("start").asText());
            assertThat(graph.nodes())
                    .hasSize(published.path("graph").path("nodes").size());
            assertThat(graph.exits()).hasSize(published.path("exitCriteria").size());
        }
    }

    /** Earlier releases stored only the parts of the event that enrollments need. */
    @Test
    void readsWhatEarlierReleasesStored() throws IOException {
        try (InputStream sample = Samples.open("sequences.definition.sequence-activated.v1")) {
            ObjectNode published = (ObjectNode) Json.MAPPER.readTree(sample);
            ObjectNode stored = published.deepCopy();
            stored.retain(
                    "graph",
                    "exitCriteria",
                    "assignTo",
                    "assignToField",
                    "skipNonWorkingDays",
                    "sendWindow",
                    "timeZone",
                    "holidayCalendar",
                    "dailyCaps");
            assertThat(DefinitionReader.read(stored.toString()))
                    .isEqualTo(DefinitionReader.read(published.toString()))
                    .isEqualTo(DefinitionReader.read(
                            Json.text(Json.read(published.toString(), SequenceActivatedV1.class))));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {"key": "k", "type": "fax"} | node k: the type fax is not supported
        {"key": "k", "type": "wait", "duration": "soon"} | node k: soon is not an ISO-8601 duration of fixed length
        {"key": "k", "type": "field-condition", "fieldCondition": {"when": {"field": "a", "op": "has-data"}, "onMissing": "guess"}} | node k: the rule guess for a missing field is not supported
        {"key": "k", "type": "field-condition", "fieldCondition": {"when": {"related": "account", "all": [{"related": "contact", "any": []}]}, "onMissing": "take-no"}} | condition: a related record within a related record is not supported
        {"key": "k", "type": "field-condition", "fieldCondition": {"when": {"field": "a", "op": "resembles", "value": "b"}, "onMissing": "take-no"}} | condition: the operator resembles is not supported
        {"key": "k", "type": "event-wait"} | node k: a required value is missing
        """)
    void refusesAnUnsupportedNode(String node, String reason) {
        assertThatThrownBy(() -> DefinitionReader.read(
                        "{\"graph\": {\"start\": \"k\", \"nodes\": [" + node + "]}, \"exitCriteria\": []}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(reason);
    }

    @Test
    void readsTheAssigneeRuleWithTheOwnerAsDefault() {
        String graph = "{\"graph\": {\"start\": \"k\", \"nodes\": []}, \"exitCriteria\": []";
        assertThat(DefinitionReader.read(graph + "}").assignTo()).isEqualTo(AssignTo.RECORD_OWNER);
        assertThat(DefinitionReader.read(graph + ", \"assignTo\": \"record-field\", \"assignToField\": \"backup\"}")
                        .assignTo())
                .isEqualTo(new AssignTo(AssignTo.Rule.RECORD_FIELD, "backup"));
        assertThatThrownBy(() -> DefinitionReader.read(graph + ", \"assignTo\": \"the-boss\"}"))
                .hasMessage("the assignment rule the-boss is not supported");
    }

    @Test
    void refusesAnUnknownExitCriterion() {
        assertThatThrownBy(() -> DefinitionReader.read(
                        "{\"graph\": {\"start\": \"k\", \"nodes\": []}, \"exitCriteria\": [{\"on\": \"boredom\"}]}"))
                .hasMessage("the exit criterion boredom is not supported");
    }
}
