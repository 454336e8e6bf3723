package dev.sequences.designer.sequence.model.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequences.chassis.json.Json;
import dev.sequences.designer.sequence.model.context.DraftContext;
import dev.sequences.designer.sequence.model.context.RecordDescription;
import dev.sequences.designer.sequence.model.context.RecordDescription.Field;
import dev.sequences.designer.sequence.model.context.RecordDescription.FieldType;
import dev.sequences.designer.sequence.model.finding.Finding;
import dev.sequences.designer.sequence.model.finding.Finding.Severity;
import dev.sequences.designer.sequence.model.finding.Place;
import dev.sequences.designer.support.Drawings;
import dev.sequences.language.condition.ConditionReader;
import dev.sequences.language.condition.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionCheckTest {

    private static final RecordDescription LEAD = new RecordDescription(
            "lead",
            Map.of(
                    "city", new Field(FieldType.TEXT, List.of()),
                    "score", new Field(FieldType.NUMBER, List.of()),
                    "hot", new Field(FieldType.BOOLEAN, List.of()),
                    "since", new Field(FieldType.DATE, List.of()),
                    "ownerId", new Field(FieldType.LOOKUP, List.of()),
                    "contactId", new Field(FieldType.LOOKUP, List.of()),
                    "rating", new Field(FieldType.CHOICE, List.of("hot", "cold"))),
            Map.of());

    private static Reading read(String json) {
        JsonNode drawn = Drawings.json(json);
        return ConditionReader.read(Json.MAPPER.convertValue(drawn, Object.class), "when");
    }

    private static List<Finding> findings(String json) {
        List<Finding> findings = new ArrayList<>();
        ConditionCheck.check(
                read(json), new Place("k", "", findings), new DraftContext("self", LEAD, Set.of(), Map.of()));
        return findings;
    }

    private static String leaf(String field, String op, String value) {
        return "{\"field\": \"" + field + "\", \"op\": \"" + op + "\"" + (value == null ? "" : ", \"value\": " + value)
                + "}";
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        city    | equals       | "Mumbai"
        city    | not-equals   | "Mumbai"
        city    | contains     | "um"
        city    | not-contains | "um"
        city    | begins-with  | "M"
        city    | ends-with    | "i"
        city    | has-data     |
        city    | no-data      |
        city    | any-of       | ["Mumbai", "Pune"]
        score   | equals       | 5
        score   | gt           | 5
        score   | gte          | 5.5
        score   | lt           | "7"
        score   | lte          | -7
        since   | on           | "2026-03-04"
        since   | on-or-before | "2026-03-04"
        since   | on-or-after  | "2026-03-04T08:00:00Z"
        since   | in-last-days | 7
        since   | in-next-days | 3650
        since   | gt           | "2026-03-04"
        hot     | equals       | true
        rating  | any-of       | ["hot"]
        rating  | none-of      | ["hot", "cold"]
        rating  | equals       | "cold"
        ownerId | equals       | "anna"
        ownerId | none-of      | ["anna"]
        """)
    void findsNothingInWhatSuits(String field, String op, String value) {
        assertThat(findings(leaf(field, op, value))).isEmpty();
        assertThat(findings("{\"any\": [{\"all\": [" + leaf(field, op, value) + "]}, " + leaf("city", "no-data", null)
                        + "]}"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        city   | gt           | 5          | operator-unfit     | when.op       | 'gt' does not suit 'city', which holds text. | Use one of: equals, not-equals, contains, not-contains, begins-with, ends-with, has-data, no-data, any-of, none-of.
        score  | contains     | "5"        | operator-unfit     | when.op       | 'contains' does not suit 'score', which holds number. | Use one of: equals, not-equals, has-data, no-data, gt, gte, lt, lte, any-of, none-of.
        hot    | any-of       | [true]     | operator-unfit     | when.op       | 'any-of' does not suit 'hot', which holds boolean. | Use one of: equals, not-equals, has-data, no-data.
        city   | equals       |            | value-missing      | when.value    | 'equals' has nothing to compare with. | Set 'value'.
        city   | has-data     | "x"        | value-superfluous  | when.value    | 'has-data' compares with nothing, but there is a value. | Remove 'value'.
        city   | equals       | ["x"]      | value-unfit        | when.value    | '[x]' cannot be compared by 'equals'. | Send text, a number, true or false.
        city   | contains     | 5          | value-unfit        | when.value    | '5' cannot be compared by 'contains'. | Send text in quotes.
        city   | equals       | 5          | value-unfit        | when.value    | '5' does not fit the field, which holds text. | Give text in quotes.
        score  | gt           | "many"     | value-unfit        | when.value    | 'many' cannot be compared by 'gt'. | Send a number such as 5, or a date such as 2026-03-04.
        score  | gt           | "2026-03-04" | value-unfit      | when.value    | '2026-03-04' does not fit the field, which holds a number. | Give a number such as 5.
        since  | on           | "tomorrow" | value-unfit        | when.value    | 'tomorrow' cannot be compared by 'on'. | Send a date such as 2026-03-04, or a date-time such as 2026-03-04T08:00:00Z.
        since  | in-last-days | 0          | value-unfit        | when.value    | '0' cannot be compared by 'in-last-days'. | Send a whole number of days from 1 to 3650.
        since  | in-next-days | 1.5        | value-unfit        | when.value    | '1.5' cannot be compared by 'in-next-days'. | Send a whole number of days from 1 to 3650.
        city   | any-of       | "Mumbai"   | value-not-a-list   | when.value    | 'any-of' needs a list of values. | Send a list of 1 to 200 values.
        city   | any-of       | []         | value-not-a-list   | when.value    | 'any-of' needs a list of values. | Send a list of 1 to 200 values.
        city   | any-of       | [[]]       | value-unfit        | when.value[0] | '[]' cannot be compared by 'any-of'. | Send text, a number, true or false.
        rating | equals       | "tepid"    | value-not-a-choice | when.value    | 'tepid' is not one of the choices of the field. | Use one of: hot, cold.
        rating | any-of       | ["tepid"]  | value-not-a-choice | when.value[0] | 'tepid' is not one of the choices of the field. | Use one of: hot, cold.
        """)
    void refuses(String field, String op, String value, String code, String path, String message, String remedy) {
        assertThat(findings(leaf(field, op, value)))
                .containsExactly(new Finding(code, Severity.ERROR, "k", path, message, remedy));
    }

    @Test
    void warnsOfAFieldThatIsNotDescribedAndStillChecksTheValue() {
        assertThat(findings(leaf("town", "in-last-days", "\"x\"")))
                .extracting(Finding::code)
                .containsExactlyInAnyOrder("field-unknown", "value-unfit");
    }

    @Test
    void refusesAFieldThatIsNotDescribedWhereEverythingIs() {
        RecordDescription whole = new RecordDescription("lead", LEAD.fields(), Map.of(), true);
        List<Finding> findings = new ArrayList<>();
        ConditionCheck.check(
                read(leaf("Scroe", "equals", "5")),
                new Place("k", "", findings),
                new DraftContext("self", whole, Set.of(), Map.of()));
        assertThat(findings)
                .containsExactly(new Finding(
                        "field-unknown",
                        Severity.ERROR,
                        "k",
                        "when.field",
                        "Records of type lead have no field 'Scroe'.",
                        "Did you mean 'score'? Use one of: city, contactId, hot, ownerId, rating, score, since."));
    }

    @ParameterizedTest
    @CsvSource({
        "City, city",
        "citty, city",
        "icty, city",
        "since_, since",
        "ownerid, ownerId",
        "x, none",
        "street, none"
    })
    void knowsTheNameThatWasMeant(String given, String meant) {
        assertThat(Nearest.to(given, LEAD.fields().keySet()).orElse("none")).isEqualTo(meant);
    }

    @Test
    void doesNotKnowTheFieldsOfRelatedRecords() {
        assertThat(findings("{\"related\": \"contact\", \"all\": [" + leaf("town", "equals", "\"Graz\"") + "]}"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "account, related-unknown",
        "'', related-malformed",
        "my account, related-malformed",
    })
    void refusesAnInvalidRelation(String relation, String code) {
        assertThat(findings("{\"related\": \"" + relation + "\", \"all\": [" + leaf("town", "has-data", null) + "]}"))
                .extracting(Finding::code, Finding::path)
                .containsExactly(tuple(code, "when.related"));
    }

    @Test
    void refusesNestedRelations() {
        String nested = "{\"related\": \"contact\", \"any\": [" + leaf("town", "has-data", null) + "]}";
        assertThat(findings("{\"related\": \"contact\", \"all\": [" + nested + "]}"))
                .extracting(Finding::code, Finding::path)
                .containsExactly(tuple("related-nested", "when.all[0].related"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        any | {"all": []}            | when.any[1]        | true
        all | {"any": []}            | when.all[1]        | false
        all | {"any": [{"all": []}]} | when.all[1].any[0] | true
        """)
    void refusesAnEmptyGroupAlongsideAnotherGroup(String match, String group, String path, String outcome) {
        assertThat(findings("{\"" + match + "\": [" + leaf("city", "has-data", null) + ", " + group + "]}"))
                .containsExactly(new Finding(
                        "condition-empty",
                        Severity.ERROR,
                        "k",
                        path,
                        "The group is empty, so it is " + outcome + " for every record.",
                        "Add at least one field with an operator, or remove the group."));
    }

    @Test
    void refusesAConditionThatAsksNothingOrTooMuch() {
        assertThat(findings("{\"all\": []}"))
                .containsExactly(new Finding(
                        "condition-empty",
                        Severity.ERROR,
                        "k",
                        "when",
                        "The condition compares nothing, so every record matches.",
                        "Add at least one field with an operator."));
        String many = IntStream.range(0, 51)
                .mapToObj(i -> leaf("city", "has-data", null))
                .collect(Collectors.joining(","));
        assertThat(findings("{\"all\": [" + many + "]}"))
                .containsExactly(new Finding(
                        "condition-too-large",
                        Severity.ERROR,
                        "k",
                        "when",
                        "The condition has 51 comparisons, those in groups included; the limit is 50.",
                        "Use any-of with a list of values, or split the condition."));
    }
}
