package dev.sequences.language.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionReaderTest {

    private static final Map<String, Object> LEAF = Map.of("field", "city", "op", "has-data");

    private static Reading read(String json) {
        try {
            return ConditionReader.read(new ObjectMapper().readValue(json, Object.class), "when");
        } catch (JsonProcessingException e) {
            throw new AssertionError(json, e);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        5                                             | FORM    | wrong-type          | when
        "city"                                        | FORM    | wrong-type          | when
        {"all": 5}                                    | FORM    | wrong-type          | when.all
        {"all": [5]}                                  | FORM    | wrong-type          | when.all[0]
        {"all": [null]}                               | FORM    | wrong-type          | when.all[0]
        {"all": [], "any": []}                        | FORM    | condition-ambiguous | when
        {"all": [], "field": "x"}                     | FORM    | unknown-field       | when.field
        {}                                            | FORM    | field-missing       | when.field
        {"all": null}                                 | FORM    | field-missing       | when.field
        {"field": "city"}                             | FORM    | field-missing       | when.op
        {"field": 5, "op": "equals"}                  | FORM    | wrong-type          | when.field
        {"field": "city", "op": "like", "value": "x"} | FORM    | operator-unknown    | when.op
        {"field": "city", "op": "has-data", "not": 1} | FORM    | unknown-field       | when.not
        {"field": "city", "op": "has-data", "related": "account"} | FORM | unknown-field | when.related
        {"any": [{"field": "city", "op": "has-data"}], "related": 5} | FORM | wrong-type | when.related
        null                                          | MEANING | condition-missing   | when
        {"any": []}                                   | MEANING | condition-empty     | when
        {"related": "account", "all": []}             | MEANING | condition-empty     | when
        {"all": [{"all": []}]}                        | MEANING | condition-empty     | when.all[0]
        {"field": " ", "op": "has-data"}              | MEANING | field-malformed     | when.field
        {"field": "city", "op": "equals"}             | MEANING | value-missing       | when.value
        {"field": "city", "op": "equals", "value": " "} | MEANING | value-missing     | when.value
        {"field": "city", "op": "has-data", "value": "x"} | MEANING | value-superfluous | when.value
        {"field": "city", "op": "equals", "value": ["x"]} | MEANING | value-unfit     | when.value
        {"field": "city", "op": "contains", "value": 5} | MEANING | value-unfit       | when.value
        {"field": "city", "op": "gt", "value": ".5"}  | MEANING | value-unfit         | when.value
        {"field": "city", "op": "on", "value": "soon"} | MEANING | value-unfit        | when.value
        {"field": "city", "op": "in-last-days", "value": 0} | MEANING | value-unfit   | when.value
        {"field": "city", "op": "any-of", "value": "x"} | MEANING | value-not-a-list  | when.value
        {"field": "city", "op": "none-of", "value": []} | MEANING | value-not-a-list  | when.value
        {"field": "city", "op": "any-of", "value": ["x", {}]} | MEANING | value-unfit | when.value[1]
        {"field": "city", "op": "any-of", "value": ["x", null]} | MEANING | value-unfit | when.value[1]
        {"related": "my account", "all": [{"field": "city", "op": "has-data"}]} | MEANING | related-malformed | when.related
        {"related": "account", "all": [{"related": "owner", "any": [{"field": "city", "op": "has-data"}]}]} | MEANING | related-nested | when.all[0].related
        """)
    void findsWhatIsWrongAndWhere(String json, Finding.Kind kind, String code, String path) {
        Reading reading = read(json);
        assertThat(reading.findings()).hasSize(1);
        Finding finding = reading.findings().getFirst();
        assertThat(List.of(finding.kind(), finding.code(), finding.path())).isEqualTo(List.of(kind, code, path));
        assertThat(finding.message()).endsWith(".");
        assertThat(finding.remedy()).endsWith(".");
    }

    @Test
    void reportsEveryMistakeAtOnce() {
        assertThat(read("""
            {"all": [{"field": "a", "op": "like"}, {"any": [{"field": "b", "op": "gt", "value": "x"}, 7]}]}\
            """).findings())
                .extracting(Finding::path)
                .containsExactly("when.all[0].op", "when.all[1].any[0].value", "when.all[1].any[1]");
    }

    @ParameterizedTest
    @CsvSource({"200, ", "201, field-malformed"})
    void limitsTheNameOfAField(int length, String code) {
        assertThat(read("{\"field\": \"" + "f".repeat(length) + "\", \"op\": \"has-data\"}")
                        .findings())
                .extracting(Finding::code)
                .isEqualTo(code == null ? List.of() : List.of(code));
    }

    @ParameterizedTest
    @CsvSource({"1000, ", "1001, value-too-long"})
    void limitsTheLengthOfAValue(int length, String code) {
        assertThat(read("{\"field\": \"f\", \"op\": \"equals\", \"value\": \"" + "v".repeat(length) + "\"}")
                        .findings())
                .extracting(Finding::code)
                .isEqualTo(code == null ? List.of() : List.of(code));
    }

    @Test
    void readsWhatIsNestedTooDeeplyAndReportsItOnce() {
        Object nested = LEAF;
        for (int i = 0; i < ConditionReader.MAX_DEPTH; i++) {
            nested = Map.of("all", List.of(nested));
        }
        assertThat(ConditionReader.read(nested, "when").findings()).isEmpty();
        nested = Map.of("all", List.of(Map.of("any", List.of(nested))));
        Reading reading = ConditionReader.read(nested, "when");
        assertThat(reading.findings()).extracting(Finding::code).containsExactly("nested-too-deeply");
        assertThat(reading.orThrow().leaves()).hasSize(1);
    }

    @Test
    void countsComparisonsAndNotGroups() {
        Reading reading = ConditionReader.read(
                Map.of("all", List.of(Map.of("any", Collections.nCopies(5, LEAF)), LEAF)), "conditions");
        assertThat(reading.tooLarge(6)).isEmpty();
        assertThat(reading.tooLarge(5)).hasValueSatisfying(finding -> {
            assertThat(finding.code()).isEqualTo("condition-too-large");
            assertThat(finding.path()).isEqualTo("conditions");
        });
    }

    @Test
    void allowsEveryRecordWhereTheConditionBegins() {
        assertThat(read("{\"all\": []}").findings()).isEmpty();
    }

    @Test
    void keepsWhatWasDrawn() {
        Reading reading = read("""
            {"related": "account", "any": [{"field": "f", "op": "any-of", "value": ["X", 5, true]}, {"field": "g", "op": "no-data"}]}\
            """);
        assertThat(reading.orThrow()).isInstanceOf(Condition.Related.class);
        assertThat(reading.orThrow().relations()).containsExactly("account");
        assertThat(reading.orThrow().leaves())
                .extracting(Condition.Leaf::value)
                .containsExactly(List.of("X", 5, true), null);
    }

    @Test
    void readsNoHalfCondition() {
        Reading reading = read("{\"all\": [{\"field\": \"a\", \"op\": \"like\"}]}");
        assertThatThrownBy(reading::orThrow)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("operator-unknown");
    }
}
