package dev.sequences.language.condition;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The published truth table. The contracts ship it, and depend on this module, so it is read from their folder. */
class TruthTableTest {

    private static final Path TABLE =
            Path.of("..", "contracts", "src", "main", "resources", "conditions", "conditions.jsonl");

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    @SuppressWarnings("unchecked") // A row is a JSON object.
    private static Stream<Map<String, Object>> rows() throws IOException {
        return Files.readAllLines(TABLE).stream().map(line -> {
            try {
                return (Map<String, Object>) JSON.readValue(line, Map.class);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> everyRow() throws IOException {
        return rows().map(row -> DynamicTest.dynamicTest(row.toString(), () -> check(row)));
    }

    private static void check(Map<String, Object> row) {
        String field = (String) row.get("field");
        Map<String, Object> drawn = new HashMap<>(Map.of("field", field, "op", row.get("op")));
        if (row.containsKey("value")) {
            drawn.put("value", row.get("value"));
        }
        Reading reading = ConditionReader.read(drawn, "when");
        Condition condition = reading.orThrow();
        Map<String, Object> fields = new HashMap<>();
        if (row.containsKey("found")) {
            fields.put(field, row.get("found"));
        }
        RecordValues record = RecordValues.of(fields, Map.of(), Map.of());
        EvaluationTime time =
                new EvaluationTime(Instant.parse((String) row.get("now")), ZoneId.of((String) row.get("zone")));
        Explanation explanation = condition.explain(record, time);
        Reason reason = explanation.reasons().getFirst();

        assertThat(condition.holds(record, time)).isEqualTo(row.get("holds"));
        assertThat(reason.outcome().wireName()).isEqualTo(row.get("outcome"));
        assertThat(explanation.holds()).isEqualTo(row.get("holds"));
        assertThat(reason.field()).isEqualTo(field);
        assertThat(reason.value()).isEqualTo(row.get("found"));
        assertThat(reason.text()).contains(field);
        assertThat(reading.findings().isEmpty())
                .as("findings %s", reading.findings())
                .isEqualTo(!row.get("group").equals("unusable operands"));
        assertThat(condition.missing(record).isEmpty())
                .isEqualTo(
                        !row.get("outcome").equals("missing") || row.get("op").equals("has-data"));
    }

    @Test
    void coversEveryOperatorWithAYesAndANo() throws IOException {
        List<String> answers =
                rows().map(row -> row.get("op") + " " + row.get("holds")).toList();
        assertThat(Operator.wireNames()).allSatisfy(op -> assertThat(answers).contains(op + " true", op + " false"));
        assertThat(answers).hasSizeGreaterThan(300);
    }
}
