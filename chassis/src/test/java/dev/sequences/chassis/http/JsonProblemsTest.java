package dev.sequences.chassis.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.sequences.chassis.answer.Problem;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JsonProblemsTest {

    enum Color {
        RED,
        GREEN
    }

    record Body(
            @Nullable String name,
            int count,
            @Nullable Instant at,
            @Nullable Color color) {}

    private final ObjectMapper mapper = HttpMapper.strict().registerModule(new JavaTimeModule());

    JsonProblemsTest() {
        new HttpJson().customize(mapper);
    }

    private Problem problemOf(String json) {
        return JsonProblems.of(assertThrows(JacksonException.class, () -> mapper.readValue(json, Body.class)));
    }

    private static void assertProblem(Problem problem, String code, @Nullable String path, String message) {
        assertThat(problem.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(code);
            assertThat(finding.path()).isEqualTo(path);
            assertThat(finding.message()).isEqualTo(message);
        });
    }

    @Test
    void reportsAnUnknownFieldAndTheKnownOnes() {
        Problem problem = problemOf("{\"nmae\": \"x\"}");
        assertProblem(problem, "unknown-field", "nmae", "Unknown field 'nmae'.");
        assertThat(problem.findings().getFirst().remedy())
                .isEqualTo("Remove it. Known fields: at, color, count, name.");
    }

    @Test
    void reportsADuplicateField() {
        assertProblem(problemOf("{\"name\": \"x\", \"name\": \"y\"}"), "field-twice", null, "Duplicate field 'name'.");
    }

    @Test
    void reportsContentAfterTheValue() {
        assertProblem(problemOf("{} {}"), "not-json", null, "Unexpected content after the JSON value.");
    }

    @Test
    void reportsTheExpectedTypeOfAValue() {
        assertProblem(
                problemOf("{\"at\": \"tomorrow\"}"),
                "wrong-type",
                "at",
                "The value has the wrong type; expected a timestamp such as 2026-03-04T09:30:00Z.");
        assertProblem(
                problemOf("{\"color\": \"BLUE\"}"),
                "wrong-type",
                "color",
                "The value has the wrong type; expected one of [RED, GREEN].");
    }

    @Test
    void reportsWhereTheSyntaxIsBroken() {
        assertProblem(
                problemOf("{\n\"name\": }"),
                "not-json",
                null,
                "The body is not valid JSON: syntax error at line 2, column 9.");
    }

    @Test
    void reportsTextsAndNumbersThatCannotBeStoredUnchanged() {
        assertProblem(
                problemOf("{\"name\": \"a\\ud83d\"}"),
                "character-not-allowed",
                "name",
                "The text at name contains half of a surrogate pair, which is not a character.");
        assertProblem(
                problemOf("{\"na\\u0000me\": 1}"),
                "character-not-allowed",
                "",
                "A field name contains a control character.");
        assertProblem(
                problemOf("{\"count\": 1e401}"),
                "number-out-of-range",
                "count",
                "The number at count has more than 400 digits before the decimal point, or as many zeros after it.");
    }

    @Test
    void reportsNestingBeyondTheLimitAsTooLarge() {
        String json = "[".repeat(200) + "]".repeat(200);
        Problem problem = JsonProblems.of(assertThrows(JacksonException.class, () -> mapper.readTree(json)));
        assertThat(problem.status()).isEqualTo(413);
        assertThat(problem.code()).isEqualTo("too-large");
    }
}
