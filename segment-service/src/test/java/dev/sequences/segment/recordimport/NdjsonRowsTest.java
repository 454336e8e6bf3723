package dev.sequences.segment.recordimport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sequences.segment.recordimport.model.ColumnMapping;
import dev.sequences.segment.recordimport.model.FileBytes;
import dev.sequences.segment.recordimport.model.FileRefusal;
import dev.sequences.segment.recordimport.model.FileRow;
import dev.sequences.segment.recordimport.model.FileRow.Accepted;
import dev.sequences.segment.recordimport.model.FileRow.Cells;
import dev.sequences.segment.recordimport.model.FileRow.Rejected;
import dev.sequences.segment.recordimport.model.FileRows.Position;
import dev.sequences.segment.recordimport.model.FileRows.ReadRow;
import dev.sequences.segment.recordimport.model.NdjsonRows;
import dev.sequences.segment.recordimport.model.RowMapping;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NdjsonRowsTest {

    private static List<FileRow> rows(String file) {
        FileBytes bytes = FileBytes.of(file.getBytes(StandardCharsets.UTF_8));
        NdjsonRows lines = new NdjsonRows(bytes, JsonObjects::parse, List.of());
        RowMapping mapping = new RowMapping(new ColumnMapping("id", "name", null), Map.of(), false);
        List<FileRow> rows = new ArrayList<>();
        Position at = NdjsonRows.start(bytes, JsonObjects::parse);
        for (Optional<ReadRow> step = lines.read(at); step.isPresent(); step = lines.read(at)) {
            rows.add(
                    step.get().row() instanceof Cells cells
                            ? mapping.record(cells)
                            : step.get().row());
            at = step.get().next();
        }
        return rows;
    }

    @Test
    void keepsTheTypesOfValues() {
        Accepted row = (Accepted)
                rows("{\"id\": 7, \"name\": \"Ada\", \"visits\": 3, \"minutes\": 41.50, \"ok\": false, \"x\": null}")
                        .getFirst();
        assertThat(row.recordId()).isEqualTo("7");
        assertThat(row.name()).isEqualTo("Ada");
        assertThat(row.fields())
                .containsEntry("visits", 3)
                .containsEntry("minutes", new BigDecimal("41.50"))
                .containsEntry("ok", false);
    }

    @Test
    void rejectsEachMalformedLineAlone() {
        List<FileRow> rows = rows("""
                {"id": "1"}

                {"id": "2", "tags": ["a"]}
                {"id": "3"
                [1]
                {"city": "Pune"}
                {"id": "4", "id": "5"}
                {"id": "6"} x
                {"id": "7"}
                """);
        assertThat(rows)
                .extracting(row -> row instanceof Rejected bad ? bad.item() + " " + bad.code() : row.item())
                .containsExactly(
                        "row 1",
                        "row 3 field-not-flat",
                        "row 4 not-an-object",
                        "row 5 not-an-object",
                        "row 6 id-missing",
                        "row 7 not-an-object",
                        "row 8 not-an-object",
                        "row 9");
    }

    @Test
    void refusesAFileWhoseFirstLineIsNotAnObject() {
        assertThat(catchThrowableOfType(FileRefusal.class, () -> rows("id,city\n1,Pune\n"))
                        .code())
                .isEqualTo("not-ndjson");
        assertThat(catchThrowableOfType(FileRefusal.class, () -> rows("\n")).code())
                .isEqualTo("file-empty");
    }

    @Test
    void rejectsNumbersThatCannotBeStoredExactlyAndLoneSurrogates() {
        assertThat(rows("{\"id\": \"1\", \"n\": 1234567890123456.789}\n{\"id\": \"2\", \"n\": 1e999}\n"
                        + "{\"id\": \"3\", \"t\": \"\\ud800\"}\n{\"id\": \"4\", \"t\": \"\\u0000\"}\n"))
                .extracting(row -> row instanceof Rejected bad
                        ? bad.item() + " " + bad.code()
                        : ((Accepted) row).fields().toString())
                .containsExactly(
                        "{id=1, n=1234567890123456.789}",
                        "row 2 number-too-large",
                        "row 3 value-unreadable",
                        "row 4 value-unreadable");
    }
}
