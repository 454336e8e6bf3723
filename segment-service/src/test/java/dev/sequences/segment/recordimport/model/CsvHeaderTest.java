package dev.sequences.segment.recordimport.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class CsvHeaderTest {

    private static CsvHeader header(byte[] file) {
        return CsvHeader.of(FileBytes.of(file), StandardCharsets.UTF_8);
    }

    private static String refusal(byte[] file) {
        return catchThrowableOfType(FileRefusal.class, () -> header(file)).code();
    }

    private static String refusal(String file) {
        return refusal(file.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void refusesAFileThatIsNotCsv() {
        assertThat(refusal("")).isEqualTo("file-empty");
        assertThat(refusal("\uFEFF\r\n\n")).isEqualTo("file-empty");
        assertThat(refusal("<!doctype html><html><body>Sign in</body></html>")).isEqualTo("not-csv");
        assertThat(refusal("  <?xml version=\"1.0\"?>")).isEqualTo("not-csv");
        assertThat(refusal("{\"id\": 1}")).isEqualTo("not-csv");
        assertThat(refusal("[{\"id\": 1}]")).isEqualTo("not-csv");
        assertThat(refusal("PK\u0003\u0004whatever")).isEqualTo("not-csv");
        assertThat(refusal("%PDF-1.7")).isEqualTo("not-csv");
        assertThat(refusal(new byte[] {(byte) 0x89, 'P', 'N', 'G', 0, 0, 1})).isEqualTo("not-csv");
        assertThat(refusal("\"id,city\n1,Pune\n")).isEqualTo("not-csv");
        assertThat(refusal("\"id\"x,city\n1,Pune\n")).isEqualTo("not-csv");
        assertThat(refusal(",,\n1,2,3\n")).isEqualTo("not-csv");
        assertThat(refusal(new byte[] {'i', 'd', ',', (byte) 0xE9, '\n'})).isEqualTo("not-csv");
    }

    @Test
    void refusesDuplicateColumnNames() {
        assertThat(refusal("id,city,city\n")).isEqualTo("duplicate-column");
        assertThat(refusal("id,city, city \n")).isEqualTo("duplicate-column");
        assertThat(header("id,,\n".getBytes(StandardCharsets.UTF_8)).namedColumns())
                .containsExactly("id");
    }

    @Test
    void refusesHeadersThatAreTooLarge() {
        assertThat(refusal("c" + ",".repeat(500) + "\n")).isEqualTo("too-many-columns");
        assertThat(refusal("x".repeat(201) + ",b\n")).isEqualTo("column-name-too-long");
    }

    @Test
    void listsTheColumnsOfTheFileForAnUnknownOne() {
        FileRefusal refusal = catchThrowableOfType(FileRefusal.class, () -> new ColumnMapping("Prospect", null, null)
                .checkAgainst(List.of("Prospect ID", "City")));
        assertThat(refusal.code()).isEqualTo("column-unknown");
        assertThat(refusal.path()).isEqualTo("idColumn");
        assertThat(refusal).hasMessageContaining("Prospect ID, City");
    }

    @Test
    void readsQuotedHeadersOfSeveralLines() {
        CsvHeader header = header("\"id\",\"a, b\",\"two\nlines\"\n1,2,3\n".getBytes(StandardCharsets.UTF_8));
        assertThat(header.columns()).containsExactly("id", "a, b", "two\nlines");
        assertThat(header.line()).isEqualTo(3);
    }

    @Test
    void readsNoRowsFromAFileWithOnlyAHeader() {
        CsvHeader header = header("id,city".getBytes(StandardCharsets.UTF_8));
        assertThat(header.columns()).containsExactly("id", "city");
        assertThat(header.start()).isEqualTo(7);
    }

    private static String described(String file) {
        CsvHeader header = header(file.getBytes(StandardCharsets.UTF_8));
        return header.delimiter() + " " + header.columns() + " line " + header.line();
    }

    @Test
    void usesTheDelimiterOfASepLine() {
        assertThat(described("sep=;\r\nid;city, state\r\n1;Pune\r\n")).isEqualTo("; [id, city, state] line 3");
        assertThat(described("\"sep=|\"\nid|a,b,c\n")).isEqualTo("| [id, a,b,c] line 3");
        assertThat(described("\uFEFFSEP=\t\nid\tcity\n")).isEqualTo("\t [id, city] line 3");
        assertThat(described("sep=,,\nid,b\n")).isEqualTo(", [id, b] line 3");
        assertThat(described("sep=total;n\n1;2\n")).isEqualTo("; [sep=total, n] line 2");
    }

    @Test
    void prefersTheDelimiterThatAllRowsShare() {
        assertThat(described("id|name, first, last|city\n1|Ada|Pune\n2|Bo|Goa\n"))
                .isEqualTo("| [id, name, first, last, city] line 2");
        assertThat(described("name\nAda; Bo\n")).isEqualTo(", [name] line 2");
    }
}
