package dev.sequences.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Wrong values are refused, each with a message that names the value. */
class RefusedValuesTest {

    @TempDir
    Path directory;

    /** Wrong values and what the message must name. */
    record Refusal(JsonNode values, String named) {
        @Override
        public String toString() {
            return named + " in " + values;
        }
    }

    static List<Refusal> refusals() {
        List<Refusal> refusals = new ArrayList<>();
        for (JsonNode refusal : Chart.read(Chart.RESOURCES.resolve("refused-values.yaml"))) {
            refusals.add(
                    new Refusal(refusal.path("values"), refusal.path("named").asText()));
        }
        return refusals;
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void refusesAWrongValueByItsName(Refusal refusal) throws IOException {
        Path values = directory.resolve("values.yaml");
        Files.writeString(values, Chart.YAML.writeValueAsString(refusal.values()));

        assertThatThrownBy(() -> Chart.render(Chart.base(), values))
                .as(refusal.values().toString())
                .extracting(RefusedValuesTest::message)
                .asString()
                .contains(refusal.named());
    }

    @Test
    void refusesTheDefaultsWithoutAddresses() {
        assertThatThrownBy(Chart::render)
                .extracting(RefusedValuesTest::message)
                .asString()
                .contains(
                        "database.host", "kafka.bootstrapServers", "tokens.issuer", "tokens.publicKey.existingSecret");
    }

    /** Returns the message with paths as in values: Helm writes {@code database.host} or {@code /database/host}, depending on its version. */
    private static String message(Throwable refusal) {
        return String.valueOf(refusal.getMessage()).replace('/', '.');
    }

    @Test
    void triesFortyWrongValues() {
        assertThat(refusals()).hasSizeGreaterThanOrEqualTo(40).doesNotHaveDuplicates();
    }
}
