package dev.sequences.contracts.generation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BreakingChangesTest {

    private static final String RELEASED = """
        {"title": "t", "x-topic": "sequences.things", "type": "object",
         "properties": {
           "id": {"type": "string", "description": "old words"},
           "how": {"type": "string", "enum": ["elapsed", "skipped"]},
           "why": {"type": "string", "x-extensible-enum": ["a", "b"]},
           "rows": {"type": "array", "items": {"type": "string"}},
           "part": {"$ref": "#/$defs/Part"}},
         "required": ["id", "how"],
         "additionalProperties": true,
         "$defs": {"Part": {"type": "object", "properties": {"at": {"type": "string", "format": "date-time"}}}}}
        """;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        other words             | "old words"                      | "new words"
        one more open value     | ["a", "b"]                       | ["a", "b", "c"]
        one more optional field | "id": {                          | "more": {"type": "string"}, "id": {
        """)
    void acceptsAnAddition(String what, String from, String to) throws JsonProcessingException {
        assertThat(changes(from, to)).as(what).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        a renamed field           | "id": {                 | "identity": {          | /properties/id was removed
        another type              | "id": {"type": "string" | "id": {"type": "integer" | /properties/id/type was "string" and is "integer"
        null where text was       | "id": {"type": "string" | "id": {"type": ["string", "null"] | /properties/id/type was
        one value less            | ["elapsed", "skipped"]  | ["elapsed"]            | /properties/how/enum was
        one more closed value     | ["elapsed", "skipped"]  | ["elapsed", "skipped", "cut"] | /properties/how/enum was
        no longer required        | ["id", "how"]           | ["id"]                 | /required no longer holds how
        newly required            | ["id", "how"]           | ["id", "how", "why"]   | /required now holds why
        other items               | "items": {"type": "string"} | "items": {"type": "integer"} | /properties/rows/items/type was
        another nested format     | "date-time"             | "date"                 | /$defs/Part/properties/at/format was
        closed to additions       | "additionalProperties": true | "additionalProperties": false | /additionalProperties was
        another topic             | sequences.things        | sequences.others       | /x-topic was
        """)
    void reportsAnyOtherChange(String what, String from, String to, String found) throws JsonProcessingException {
        assertThat(changes(from, to)).as(what).anySatisfy(change -> assertThat(change)
                .startsWith(found));
    }

    private static List<String> changes(String from, String to) throws JsonProcessingException {
        assertThat(RELEASED).contains(from);
        return BreakingChanges.between(
                Published.JSON.readTree(RELEASED), Published.JSON.readTree(RELEASED.replace(from, to)));
    }
}
