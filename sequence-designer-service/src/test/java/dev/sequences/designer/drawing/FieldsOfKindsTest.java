package dev.sequences.designer.drawing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sequences.chassis.answer.Problem;
import dev.sequences.designer.support.Drawings;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Fields that are not of the form of their kind are refused when they are drawn, with their whole path. */
class FieldsOfKindsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        email           | "templateId": 5 | wrong-type | templateId | '%s.templateId' must be text, not number.
        task            | "name": ["a"] | wrong-type | name | '%s.name' must be text, not array.
        email-condition | "interactions": "opened" | wrong-type | interactions | '%s.interactions' must be a list of texts, not string.
        email-condition | "interactions": [5] | wrong-type | interactions[0] | '%s.interactions[0]' must be text, not number.
        email-condition | "interactions": ["read"] | value-unknown | interactions | '%s.interactions' has the unknown value 'read'.
        email-condition | "match": "some" | value-unknown | match | '%s.match' has the unknown value 'some'.
        email-condition | "immediately": "yes" | wrong-type | immediately | '%s.immediately' must be true or false, not string.
        field-condition | "when": [] | wrong-type | when | '%s.when' must be a condition.
        field-condition | "onMissing": "explode" | value-unknown | onMissing | '%s.onMissing' has the unknown value 'explode'.
        event-wait      | "event": "rain" | value-unknown | event | '%s.event' has the unknown value 'rain'.
        update-field    | "field": "a", "value": [1] | wrong-type | value | '%s.value' must be text, a number, true or false, not array.
        update-field    | "field": "owner", "value": "anna" | wrong-type | value | '%s.value' must be an object with type, id, not string.
        update-field    | "field": "owner", "value": {"type": "queue", "id": "q"} | value-unknown | value.type | '%s.value.type' has the unknown value 'queue'.
        ab-test         | "a": "A" | wrong-type | a | '%s.a' must be an object with name, templateId, language, not string.
        ab-test         | "a": {"subject": "x"} | unknown-field | a.subject | Unknown field 'subject' in 'a'.
        ab-test         | "shareOfA": 49.5 | wrong-type | shareOfA | '%s.shareOfA' must be a whole number, not number.
        ab-test         | "winningMetric": "luck" | value-unknown | winningMetric | '%s.winningMetric' has the unknown value 'luck'.
        advance         | "sequenceId": {} | wrong-type | sequenceId | '%s.sequenceId' must be text, not object.
        """)
    void complains(String type, String fields, String code, String field, String message) {
        String node = "graph.nodes[0]";
        Problem problem =
                refused("{\"graph\": {\"nodes\": [{\"key\": \"k\", \"type\": \"" + type + "\", " + fields + "}]}}");
        assertThat(problem.status()).isEqualTo(400);
        assertThat(problem.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(code);
            assertThat(finding.path()).isEqualTo(node + "." + field);
            assertThat(finding.message()).isEqualTo(message.replace("%s", node));
            assertThat(finding.remedy()).isNotBlank();
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        "exitCriteria": [{}] | field-missing | exitCriteria[0].on
        "exitCriteria": [{"on": "boredom"}] | value-unknown | exitCriteria[0].on
        "exitCriteria": ["reply"] | wrong-type | exitCriteria[0]
        "exitCriteria": [{"on": "reply", "off": 1}] | unknown-field | exitCriteria[0].off
        "exitCriteria": [{"on": "stage", "stages": "won"}] | wrong-type | exitCriteria[0].stages
        "exitCriteria": [{"on": "field-condition", "when": {"field": "a", "op": "is"}}] | operator-unknown | exitCriteria[0].when.op
        "sendWindow": [] | wrong-type | sendWindow
        "sendWindow": {"days": ["funday"]} | value-unknown | sendWindow.days
        "sendWindow": {"from": 8} | wrong-type | sendWindow.from
        "timeZone": {"rule": "moon"} | value-unknown | timeZone.rule
        "dailyCaps": {"emails": "many"} | wrong-type | dailyCaps.emails
        "dailyCaps": {"emails": 1.5} | wrong-type | dailyCaps.emails
        "holidayCalendar": 5 | wrong-type | holidayCalendar
        "assignToField": {} | wrong-type | assignToField
        """)
    void complainsOfSettings(String settings, String code, String path) {
        Problem problem = refused("{\"graph\": {\"nodes\": []}, " + settings + "}");
        assertThat(problem.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(code);
            assertThat(finding.path()).isEqualTo(path);
            assertThat(finding.message()).isNotBlank();
        });
    }

    private static Problem refused(String body) {
        return catchThrowableOfType(Problem.class, () -> DraftReader.read(Drawings.json(body)));
    }
}
