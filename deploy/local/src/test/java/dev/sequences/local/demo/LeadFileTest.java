package dev.sequences.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeadFileTest {

    private static final String SOUND = """
            Id,Name,City
            1,Ada,Mumbai
            2,"Bell, Bo",Pune
            3,Cy,Mumbai
            """;

    @TempDir
    Path directory;

    @Test
    void a_sound_file_passes() throws IOException {
        assertThat(check(SOUND, "Id")).isEmpty();
        assertThat(check("\uFEFF" + SOUND, "Id")).isEmpty();
        assertThat(check(SOUND.replace("\n", "\r\n"), "Id")).isEmpty();
        assertThat(check(SOUND.replace(',', ';').replace("Bell;", "Bell,"), "Id"))
                .isEmpty();
    }

    @Test
    void a_wrong_id_column_is_refused_with_the_columns_there_are() throws IOException {
        assertThat(check(SOUND, "ID"))
                .contains(
                        "leads.csv has no column \"ID\". Did you mean \"Id\"? Its columns are: \"Id\", \"Name\", \"City\".");
        assertThat(check(SOUND, "Prospect"))
                .contains("leads.csv has no column \"Prospect\". Its columns are: \"Id\", \"Name\", \"City\".");
    }

    @Test
    void what_is_not_a_csv_file_is_refused_with_the_reason() throws IOException {
        assertThat(check("", "Id").orElseThrow()).endsWith("leads.csv is not a CSV file: it is empty.");
        assertThat(check(" \n\n", "Id").orElseThrow()).endsWith("it holds nothing but blanks.");
        assertThat(check("<!DOCTYPE html><html></html>", "Id").orElseThrow()).endsWith("it is a web page.");
        assertThat(check("[{\"Id\": 1}]", "Id").orElseThrow()).endsWith("it looks like JSON.");
        assertThat(check("PK\u0003\u0004rest", "Id").orElseThrow()).contains("spreadsheet or an archive");
        assertThat(check("ab\0cd", "Id").orElseThrow()).endsWith("it is binary.");
        assertThat(check("This is a letter, dear reader.\nIt has lines.\nAnd no columns.\n", null)
                        .orElseThrow())
                .contains("is not a usable CSV file");
        assertThat(check("Hello\nworld\n", null).orElseThrow()).contains("has one column only");
    }

    @Test
    void what_cannot_be_read_is_refused() {
        var options = options(directory.resolve("nowhere.csv"), "Id", List.of());
        assertThat(options.check().orElseThrow()).startsWith("There is no file").endsWith("nowhere.csv.");
        assertThat(options(directory, "Id", List.of()).check().orElseThrow())
                .endsWith("is a directory; a CSV file is needed.");
    }

    @Test
    void an_unusable_header_is_refused() throws IOException {
        assertThat(check("Id,Id,City\n1,2,3\n", "Id"))
                .contains("The header of leads.csv names a column more than once: \"Id\".");
        assertThat(check("17,Ada,Mumbai\n18,Bo,Pune\n", null).orElseThrow()).contains("has no header");
        assertThat(check("Id,City\n", "Id")).contains("leads.csv has a header and no rows.");
    }

    @Test
    void an_id_column_that_repeats_itself_is_refused() throws IOException {
        assertThat(check("Id,City\n1,Pune\n2,Pune\n3,Pune\n4,Pune\n", "City"))
                .contains("Column \"City\" of leads.csv is no id: 3 of 4 rows repeat the id of an earlier row.");
    }

    @Test
    void a_where_that_fits_nothing_is_refused_with_what_there_is() throws IOException {
        assertThat(check(SOUND, "Id", "Town=Mumbai").orElseThrow()).startsWith("leads.csv has no column \"Town\".");
        assertThat(check(SOUND, "Id", "City=mumbai"))
                .contains("No row of leads.csv has \"mumbai\" in column \"City\". Did you mean \"Mumbai\"?"
                        + " It holds, for example: \"Mumbai\" (2), \"Pune\" (1).");
        assertThat(check(SOUND, "Id", "City").orElseThrow()).startsWith("--where takes Column=value");
        assertThat(check(SOUND, "Id", "City=Mumbai and Name=Bell, Bo").orElseThrow())
                .contains("fits all conditions at once");
    }

    @Test
    void conditions_are_joined_by_and_unless_the_word_belongs_to_the_value() throws Exception {
        var sheet = sheet("Id,Trade,Lead Source\n1,Food and Drink,Web\n2,Food and Drink,Fair\n", "Id");
        assertThat(Condition.parse(sheet, List.of("Trade=Food and Drink and Lead Source = \"Web\"")))
                .containsExactly(new Condition("Trade", "Food and Drink"), new Condition("Lead Source", "Web"));
        assertThat(Condition.parse(sheet, List.of("Lead Source=")).getFirst().asJson())
                .containsEntry("op", "no-data");
        assertThat(Preparation.of(sheet, List.of("Trade=Food and Drink", "Lead Source=Web"))
                        .members())
                .isEqualTo(1);
    }

    @Test
    void broken_rows_cost_themselves_only() throws Exception {
        var sheet = sheet("""
                Id,Name,City,
                1,Ada,Mumbai,
                2,Bo
                3,"Cy,Mumbai,
                4,"Di
                vided",Pune,
                ,Eve,Mumbai,
                1,Ada again,Mumbai,
                7,"says ""hi"", then goes",Mumbai,
                8,a,b,c,d
                9,"never closed,Mumbai,
                10,Zoe,Mumbai,
                """, "Id");
        var survey = SheetSurvey.of(sheet, List.of(new Condition("City", "Mumbai")));
        assertThat(survey.sound()).isEqualTo(4);
        assertThat(survey.broken()).isEqualTo(6);
        assertThat(survey.members()).isEqualTo(3);
        assertThat(survey.faults())
                .containsExactly(
                        "line 3: 2 columns instead of 3", "line 4: a quote that is never closed", "line 7: no \"Id\"");
        assertThat(uploaded(sheet))
                .hasSize(11)
                .filteredOn(row -> row.size() == 4)
                .hasSize(7);
    }

    @Test
    void the_upload_has_an_owner_for_every_row() throws Exception {
        var uploaded = uploaded(sheet(SOUND, null));
        assertThat(uploaded.getFirst()).containsExactly("Id", "Name", "City", "__owner");
        assertThat(uploaded.get(2)).containsExactly("2", "Bell, Bo", "Pune", "ben");
        var owned = uploaded(sheet("Id,City,__owner\n1,Pune,zoe\n2,Pune,\n", "Id"));
        assertThat(owned.get(1)).containsExactly("1", "Pune", "zoe");
        assertThat(owned.get(2)).containsExactly("2", "Pune", "ben");
    }

    @Test
    void every_row_of_the_upload_stands_on_its_line_of_the_file() throws Exception {
        var sheet = sheet("\nId,Note\n\n1,\"two\nlines\"\n  \n2,\"open\n3,\"a\"b\n4,last\n", null);
        try (var upload = sheet.upload()) {
            assertThat(new String(upload.readAllBytes(), StandardCharsets.UTF_8).lines())
                    .containsExactly(
                            "",
                            "Id,Note,__owner",
                            "",
                            "1,\"two",
                            "lines\",anna",
                            "",
                            "\"2,\"\"open\"",
                            "\"3,\"\"a\"\"b\"",
                            "4,last,dora");
        }
        assertThat(SheetSurvey.of(sheet, List.of()).faults())
                .containsExactly("line 7: a quote that is never closed", "line 8: text behind a closing quote");
    }

    @Test
    void a_column_without_a_name_is_ignored() throws Exception {
        var sheet = sheet(",Id,City\n0,1,Pune\n1,2,Goa\n2,3,Goa\n", "Id");
        assertThat(Preparation.of(sheet, List.of("City=Goa")).members()).isEqualTo(2);
        assertThat(Preparation.of(sheet, List.of()).segmentText()).startsWith("City");
    }

    @Test
    void other_encodings_are_understood() throws Exception {
        for (var charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16, Charset.forName("windows-1252"))) {
            var file = Files.writeString(directory.resolve("leads.csv"), "Id,City\n1,Zürich\n", charset);
            assertThat(options(file, "Id", List.of("City=Zürich")).check())
                    .as(charset.name())
                    .isEmpty();
        }
    }

    @Test
    void without_where_the_same_telling_column_is_picked_every_time() throws Exception {
        var csv = new StringBuilder("Id,Flag,City,Score\n");
        for (var i = 0; i < 90; i++) {
            csv.append("%d,%s,%s,%d%n"
                    .formatted(
                            i,
                            i % 3 == 0 ? "Yes" : "No",
                            List.of("Select", "Pune", "Agra", "Goa").get(i % 4),
                            i % 3));
        }
        var pick = Preparation.of(sheet(csv.toString(), "Id"), List.of());
        assertThat(pick.conditions()).containsExactly(new Condition("City", "Pune"));
        assertThat(pick.members()).isEqualTo(23);
        assertThat(Preparation.of(sheet("Id,Note\n1,a\n2,b\n", "Id"), List.of()).segmentText())
                .isEqualTo("Note = a");
        assertThat(Preparation.of(sheet("Id\n1\n2\n", "Id"), List.of()).segmentText())
                .isEqualTo("every record");
    }

    @Test
    void generated_leads_are_the_same_for_the_same_seed_and_fit_the_story() throws Exception {
        assertThat(GeneratedLeads.csv(50, 7))
                .isEqualTo(GeneratedLeads.csv(50, 7))
                .isNotEqualTo(GeneratedLeads.csv(50, 8));
        var prepared = DemoOptions.defaults().prepare();
        assertThat(prepared.survey().sound()).isEqualTo(DemoOptions.DEFAULT_LEADS);
        assertThat(prepared.survey().broken()).isZero();
        assertThat(prepared.segmentText()).isEqualTo("City = Mumbai");
        assertThat(prepared.members()).isBetween(80L, 130L);
        assertThat(prepared.sheet().ownerColumn()).isEqualTo("Owner");
    }

    private LeadSheet sheet(String content, String idColumn) throws UnusableLeads {
        return LeadSheet.of("leads.csv", TextSource.of(content), idColumn, null, LeadSheet.OWNER_COLUMN);
    }

    private static List<List<String>> uploaded(LeadSheet sheet) throws IOException {
        try (var upload = sheet.upload()) {
            var text = new String(upload.readAllBytes(), StandardCharsets.UTF_8);
            return CSVFormat.RFC4180.parse(new StringReader(text)).stream()
                    .map(CSVRecord::toList)
                    .toList();
        }
    }

    private Optional<String> check(String content, String idColumn, String... where) throws IOException {
        var file = Files.writeString(directory.resolve("leads.csv"), content);
        return options(file, idColumn, List.of(where))
                .check()
                .map(message -> message.replace(file.toString(), "leads.csv"));
    }

    private static DemoOptions options(Path file, String idColumn, List<String> where) {
        return new DemoOptions(file, "lead", idColumn, null, where, 1, 7, Duration.ZERO, true);
    }
}
