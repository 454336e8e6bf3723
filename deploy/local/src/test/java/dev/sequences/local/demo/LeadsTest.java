package dev.sequences.local.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeadsTest {

    private static final Leads FILE =
            new Leads("leads.csv", "text/csv", BodyPublishers.ofString("Id,City\n1,Pune\n"), "Id", null);

    @TempDir
    Path directory;

    @Test
    void refusesAFileThatCannotBeRead() {
        assertThat(check(directory.resolve("nowhere.csv")).orElseThrow())
                .startsWith("There is no file")
                .endsWith("nowhere.csv.");
        assertThat(check(directory).orElseThrow()).endsWith("is a directory; name a file.");
    }

    @Test
    void refusesUnusableOptionsBeforeTheSuiteStarts() throws IOException {
        var file = Files.writeString(directory.resolve("leads.csv"), "Id,City\n1,Pune\n");
        assertThat(check(file)).isEmpty();
        assertThat(check(file, "City").orElseThrow()).startsWith("--where needs Column=value");
        assertThat(new DemoOptions(null, null, "case", null, null, List.of(), 1, 7, Duration.ZERO, true)
                        .check()
                        .orElseThrow())
                .startsWith("There is no record type \"case\"");
        assertThat(new DemoOptions(null, null, "lead", null, null, List.of(), 0, 7, Duration.ZERO, true)
                        .check()
                        .orElseThrow())
                .startsWith("--generate accepts 1 to");
    }

    @Test
    void showsTheAnswerOfTheImport() throws IOException {
        var body = json("""
                {"detail": "There is no column 'ID'. Columns found: Id, City.",
                 "errors": [{"remedy": "Name one of the columns of the file, exactly as in its header."}]}
                """);
        assertThat(LeadImport.refusal(FILE, new SuiteClient.Answer(422, body, false)))
                .isEqualTo("leads.csv cannot be imported: There is no column 'ID'. Columns found: Id, City."
                        + " Name one of the columns of the file, exactly as in its header.");
        assertThat(LeadImport.noRows(FILE, 0, json("[]"))).isEqualTo("leads.csv has a header but no rows.");
        assertThat(LeadImport.noRows(FILE, 2, json("""
                [{"item": "row 2", "code": "wrong-column-count", "message": "The row has 1 cells, the header 2."}]
                """)))
                .isEqualTo("leads.csv has no usable row: all 2 were refused;"
                        + " row 2 wrong-column-count: The row has 1 cells, the header 2.");
    }

    @Test
    void joinsConditionsByAndUnlessTheWordBelongsToTheValue() throws Exception {
        var fields = List.of("Trade", "Lead Source");
        assertThat(Condition.parse(fields, List.of("Trade=Food and Drink and Lead Source = \"Web\"")))
                .containsExactly(new Condition("Trade", "Food and Drink"), new Condition("Lead Source", "Web"));
        assertThat(Condition.parse(fields, List.of("Lead Source=")).getFirst().toJson())
                .containsEntry("op", "no-data");
    }

    @Test
    void refusesAConditionThatMatchesNoRecord() throws Exception {
        var fields = fields(90, """
                {"name": "City", "records": 90, "distinct": 2, "values": [
                 {"value": "Mumbai", "records": 60}, {"value": "Pune", "records": 30}]},
                {"name": "Note", "records": 9, "distinct": 31, "values": []}
                """);
        assertThat(SegmentChoice.of(fields, List.of("City=Mumbai")).description())
                .isEqualTo("City = Mumbai");
        assertThat(SegmentChoice.of(fields, List.of("Note=any", "City=")).description())
                .isEqualTo("Note = any and City is empty");
        assertThatThrownBy(() -> SegmentChoice.of(fields, List.of("City=mumbai")))
                .isInstanceOf(UnusableLeads.class)
                .hasMessage("No record has \"mumbai\" in column \"City\"; its values are, for example:"
                        + " \"Mumbai\" (60), \"Pune\" (30).");
        assertThatThrownBy(() -> SegmentChoice.of(fields, List.of("Town=Mumbai")))
                .isInstanceOf(UnusableLeads.class)
                .hasMessage("No record has data in a column \"Town\"; --where needs one of: City, Note.");
    }

    @Test
    void choosesAFieldWithFewMeaningfulValues() throws Exception {
        var flag = """
                {"name": "Flag", "records": 90, "distinct": 2, "values": [
                 {"value": "No", "records": 60}, {"value": "Yes", "records": 30}]}
                """;
        var city = """
                {"name": "City", "records": 90, "distinct": 4, "values": [
                 {"value": "Select", "records": 30}, {"value": "Pune", "records": 23},
                 {"value": "Agra", "records": 22}, {"value": "Goa", "records": 15}]}
                """;
        assertThat(SegmentChoice.from(fields(90, flag + "," + city), FILE).conditions())
                .containsExactly(Map.of("field", "City", "op", "equals", "value", "Pune"));
        assertThat(SegmentChoice.from(fields(90, flag), FILE).description()).isEqualTo("Flag = Yes");
        var id = "{\"name\": \"Id\", \"records\": 90, \"distinct\": 90, \"values\": []}";
        assertThat(SegmentChoice.from(fields(90, id), FILE).conditions())
                .containsExactly(Map.of("field", "Id", "op", "has-data"));
    }

    @Test
    void generatesTheSameLeadsForTheSameSeed() {
        assertThat(GeneratedLeads.json(50, 7))
                .isEqualTo(GeneratedLeads.json(50, 7))
                .isNotEqualTo(GeneratedLeads.json(50, 8))
                .hasLineCount(50);
    }

    private static RecordFields fields(long records, String fields) throws IOException {
        return RecordFields.of(json("{\"records\": %d, \"fields\": [%s]}".formatted(records, fields)));
    }

    private static JsonNode json(String text) throws IOException {
        return SuiteClient.JSON.readTree(text);
    }

    private static Optional<String> check(Path file, String... where) {
        return new DemoOptions(file, null, "lead", "Id", null, List.of(where), 1, 7, Duration.ZERO, true).check();
    }
}
