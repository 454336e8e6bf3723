package dev.sequences.contracts.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.sequences.contracts.catalogue.EventType;
import dev.sequences.contracts.catalogue.EventTypes;
import dev.sequences.contracts.catalogue.Samples;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

@ExtendWith(Renewal.class)
class SamplesTest {

    private static final List<EventType> EVENTS = EventTypes.ALL;

    @ParameterizedTest
    @FieldSource("EVENTS")
    void storesAValidSample(EventType type) throws IOException {
        for (String sample : samples(type)) {
            assertThat(schema(type).validate(sample, InputFormat.JSON, run -> run.getExecutionConfig()
                            .setFormatAssertionsEnabled(true)))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @FieldSource("EVENTS")
    void readsAndWritesTheSampleUnchanged(EventType type) throws IOException {
        for (String sample : samples(type)) {
            String written = Published.JSON.writeValueAsString(Published.JSON.readValue(sample, type.shape()));

            assertThat(written).isEqualTo(Published.JSON.readTree(sample).toString());
        }
    }

    @ParameterizedTest
    @FieldSource("EVENTS")
    void showsEveryFieldInTheNewestSample(EventType type) throws IOException {
        JsonNode properties = Published.json(SchemasTest.schemaOf(type.name())).get("properties");

        assertThat(Published.JSON.readTree(samples(type).getLast()).fieldNames())
                .toIterable()
                .containsExactlyElementsOf(properties::fieldNames);
    }

    @ParameterizedTest
    @FieldSource("EVENTS")
    void refusesAValueWithoutARequiredField(EventType type) throws IOException {
        JsonNode required = Published.json(SchemasTest.schemaOf(type.name())).get("required");
        var broken = Published.JSON.readTree(samples(type).getFirst()).deepCopy();
        ((com.fasterxml.jackson.databind.node.ObjectNode) broken)
                .remove(required.get(0).textValue());

        assertThat(schema(type).validate(broken)).isNotEmpty();
    }

    @Test
    void hasNoSampleOfAnUnknownEvent() {
        assertThatThrownBy(() -> Samples.open("sequences.enrollment.unheard-of.v1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("unheard-of");
    }

    private static JsonSchema schema(EventType type) {
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(Published.json(SchemasTest.schemaOf(type.name())));
    }

    /** At least one. */
    private static List<String> samples(EventType type) throws IOException {
        List<String> samples = new ArrayList<>();
        samples.add(sample(type, 1));
        for (int number = 2; number <= Samples.count(type.name()); number++) {
            samples.add(sample(type, number));
        }
        return samples;
    }

    private static String sample(EventType type, int number) throws IOException {
        try (InputStream sample = Samples.open(type.name(), number)) {
            return new String(sample.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
