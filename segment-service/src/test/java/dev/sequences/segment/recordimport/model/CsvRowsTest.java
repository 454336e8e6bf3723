package dev.sequences.segment.recordimport.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequences.language.value.Blanks;
import dev.sequences.segment.recordimport.model.FileRow.Accepted;
import dev.sequences.segment.recordimport.model.FileRow.Cells;
import dev.sequences.segment.recordimport.model.FileRow.Rejected;
import dev.sequences.segment.recordimport.model.FileRows.Position;
import dev.sequences.segment.recordimport.model.FileRows.ReadRow;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.junit.jupiter.api.Test;

class CsvRowsTest {

    private static final ColumnMapping BY_ID = new ColumnMapping("id", null, null);

    private static List<ReadRow> steps(byte[] file, Charset charset) {
        FileBytes bytes = FileBytes.of(file);
        CsvHeader header = CsvHeader.of(bytes, charset);
        return steps(new CsvRows(bytes, header, charset), new Position(header.start(), header.line()));
    }

    private static FileRow record(FileRow row, ColumnMapping columns) {
        return row instanceof Cells cells ? new RowMapping(columns, Map.of(), false).record(cells) : row;
    }

    private static List<ReadRow> steps(FileRows rows, Position from) {
        List<ReadRow> steps = new ArrayList<>();
        Position at = from;
        for (Optional<ReadRow> step = rows.read(at); step.isPresent(); step = rows.read(at)) {
            steps.add(step.get());
            at = step.get().next();
        }
        return steps;
    }

    private static List<FileRow> rows(byte[] file, ColumnMapping columns) {
        return steps(file, StandardCharsets.UTF_8).stream()
                .map(step -> record(step.row(), columns))
                .toList();
    }

    private static List<FileRow> rows(String file) {
        return rows(file.getBytes(StandardCharsets.UTF_8), BY_ID);
    }

    private static List<String> described(List<FileRow> rows) {
        return rows.stream()
                .map(row -> switch (row) {
                    case Accepted good -> good.item() + " " + good.recordId() + " " + good.fields();
                    case Cells cells -> cells.item() + " was not mapped";
                    case Rejected bad -> bad.item() + " " + bad.code();
                })
                .toList();
    }

    @Test
    void omitsEmptyCellsAndKeepsAllOtherData() {
        assertThat(described(rows("id,city,score\n1,Mumbai,\n2,Select,07\n3,  ,x\n")))
                .containsExactly(
                        "row 2 1 {id=1, city=Mumbai}",
                        "row 3 2 {id=2, city=Select, score=07}",
                        "row 4 3 {id=3, score=x}");
    }

    @Test
    void removesBlanksAroundCells() {
        assertThat(described(rows("id, city, note\n1, Mumbai ,\u00a0x\n2, \"Pune, MH\" ,\" y \"\n")))
                .containsExactly("row 2 1 {id=1, city=Mumbai, note=x}", "row 3 2 {id=2, city=Pune, MH, note=y}");
    }

    @Test
    void skipsRowsOfEmptyCells() {
        assertThat(described(rows("id,city\n1,Pune\n,\n  \n\" \",\n,,,\n")))
                .containsExactly("row 2 1 {id=1, city=Pune}");
    }

    /** Salesforce appends the name of the report and a confidentiality notice. */
    @Test
    void rejectsFooterRows() {
        assertThat(described(
                        rows("id,city\n1,Pune\n\n\"Leads by city\"\n\"Copyright (c) 2026 salesforce.com, inc.\"\n")))
                .containsExactly("row 2 1 {id=1, city=Pune}", "row 4 wrong-column-count", "row 5 wrong-column-count");
    }

    @Test
    void rejectsControlCharactersRowByRow() {
        assertThat(described(rows("id,a\n1,x\u0001y\n2,a\u0085b\n3,\"two\n\tlines\"\n")))
                .containsExactly("row 2 value-unreadable", "row 3 value-unreadable", "row 4 3 {id=3, a=two\n\tlines}");
    }

    @Test
    void composesColumnNames() {
        assertThat(described(rows("id,Pre\u0301nom\n1,Rene\u0301\n")))
                .containsExactly("row 2 1 {id=1, Pr\u00e9nom=Rene\u0301}");
    }

    @Test
    void skipsTheByteOrderMark() {
        assertThat(described(rows("\uFEFFid,city\n1,Pune\n"))).containsExactly("row 2 1 {id=1, city=Pune}");
    }

    @Test
    void readsCommasQuotesAndLineBreaksInQuotedCells() {
        assertThat(described(rows("id,note\r\n1,\"a, \"\"b\"\"\"\r\n2,\"two\r\nlines\"\r\n3,x\r\n")))
                .containsExactly(
                        "row 2 1 {id=1, note=a, \"b\"}", "row 3 2 {id=2, note=two\r\nlines}", "row 5 3 {id=3, note=x}");
    }

    @Test
    void keepsQuotesInsideUnquotedCells() {
        assertThat(described(rows("id,size\n1,5\" screen\n"))).containsExactly("row 2 1 {id=1, size=5\" screen}");
    }

    @Test
    void namesColumnsWithoutANameByTheirPosition() {
        assertThat(described(rows(",id,city,\n0,1,Pune,\n1,2,Delhi\n2,3,Agra,junk\n")))
                .containsExactly(
                        "row 2 1 {column 1=0, id=1, city=Pune}",
                        "row 3 2 {column 1=1, id=2, city=Delhi}",
                        "row 4 3 {column 1=2, id=3, city=Agra, column 4=junk}");
    }

    @Test
    void rejectsEachMalformedRowAlone() {
        byte[] file = concat(
                bytes("id,city\n1,Pune\n2\n3,Agra,extra\n4,\"open\n5,\"x\"y\n,nobody\n"),
                new byte[] {'6', ',', (byte) 0xC3, (byte) 0x28, '\n'},
                bytes("x".repeat(201) + ",long\n7,Delhi"));
        assertThat(described(rows(file, BY_ID)))
                .containsExactly(
                        "row 2 1 {id=1, city=Pune}",
                        "row 3 wrong-column-count",
                        "row 4 wrong-column-count",
                        "row 5 broken-quoting",
                        "row 6 broken-quoting",
                        "row 7 id-missing",
                        "row 8 invalid-encoding",
                        "row 9 id-too-long",
                        "row 10 7 {id=7, city=Delhi}");
    }

    @Test
    void keepsTheRowsAfterAMissingQuote() {
        StringBuilder file = new StringBuilder("id,city\n");
        for (int i = 1; i <= 3_000; i++) {
            file.append(i).append(i == 17 ? ",\"Pune\n" : ",Pune\n");
        }
        List<FileRow> rows = rows(file.toString());
        assertThat(rows).hasSize(3_000);
        assertThat(rows).filteredOn(Rejected.class::isInstance).singleElement().satisfies(row -> assertThat(row.item())
                .isEqualTo("row 18"));
    }

    @Test
    void rejectsValuesThatCannotBeStoredRowByRow() {
        assertThat(described(rows("id,a\n1," + "x".repeat(10_001) + "\n2,b\0c\n3,d\n")))
                .containsExactly("row 2 value-too-long", "row 3 value-unreadable", "row 4 3 {id=3, a=d}");
    }

    @Test
    void skipsAndCountsBlankLines() {
        assertThat(described(rows("id,a\n\n1,x\n\r\n2,y\n\n")))
                .containsExactly("row 3 1 {id=1, a=x}", "row 5 2 {id=2, a=y}");
    }

    @Test
    void usesTheLineNumberAsIdWithoutAColumn() {
        assertThat(described(rows(bytes("age,job\n56,maid\n57,cook\n"), new ColumnMapping("#line", null, null))))
                .containsExactly("row 2 2 {age=56, job=maid}", "row 3 3 {age=57, job=cook}");
    }

    @Test
    void readsNameAndOwnerFromTheirColumns() {
        Accepted row =
                (Accepted) rows(bytes("id;who;seller\n1;Ada; tomas \n"), new ColumnMapping("id", "who", "seller"))
                        .getFirst();
        assertThat(row.name()).isEqualTo("Ada");
        assertThat(row.owner()).isEqualTo("tomas");
    }

    @Test
    void detectsTheDelimiterFromTheHeader() {
        assertThat(described(rows("id;city, state;zip\n1;Pune, MH;7\n")))
                .containsExactly("row 2 1 {id=1, city, state=Pune, MH, zip=7}");
        assertThat(described(rows("id\tcity\n1\tPune\n"))).containsExactly("row 2 1 {id=1, city=Pune}");
        assertThat(described(rows("id|city\n1|Pune\n"))).containsExactly("row 2 1 {id=1, city=Pune}");
    }

    @Test
    void readsLatin1WhenDeclared() {
        byte[] file = "id,city\n1,Düsseldorf\n".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(described(rows(file, BY_ID))).containsExactly("row 2 invalid-encoding");
        assertThat(steps(file, StandardCharsets.ISO_8859_1).getFirst().row())
                .isInstanceOfSatisfying(
                        Cells.class, row -> assertThat(row.values()).containsEntry("city", "Düsseldorf"));
    }

    /** Reads what a well-known library writes, and reads the same rows when it resumes at any of them. */
    @Test
    void readsFilesOfAnotherWriterAndResumesAtAnyRow() throws IOException {
        Random random = new Random(7);
        String[] pieces = {"a", "ü", "\"", ",", "\n", "\r\n", " ", "€", "7", ";", "''", "\t"};
        for (int round = 0; round < 60; round++) {
            int columns = 1 + random.nextInt(5);
            List<Map<String, Object>> expected = new ArrayList<>();
            StringWriter text = new StringWriter();
            try (CSVPrinter printer = new CSVPrinter(
                    text,
                    round % 2 == 0
                            ? CSVFormat.RFC4180
                            : CSVFormat.RFC4180
                                    .builder()
                                    .setRecordSeparator("\n")
                                    .get())) {
                List<String> header = new ArrayList<>(List.of("id"));
                for (int c = 0; c < columns; c++) {
                    header.add("c" + c);
                }
                printer.printRecord(header);
                for (int r = 0; r < 40; r++) {
                    List<String> row = new ArrayList<>(List.of("r" + r));
                    Map<String, Object> fields = new LinkedHashMap<>(Map.of("id", "r" + r));
                    for (int c = 0; c < columns; c++) {
                        StringBuilder cell = new StringBuilder();
                        for (int n = random.nextInt(6); n > 0; n--) {
                            cell.append(pieces[random.nextInt(pieces.length)]);
                        }
                        row.add(cell.toString());
                        if (!cell.toString().isBlank()) {
                            fields.put("c" + c, Blanks.trim(cell.toString()));
                        }
                    }
                    printer.printRecord(row);
                    expected.add(fields);
                }
            }
            byte[] file = bytes(text.toString());
            List<ReadRow> steps = steps(file, StandardCharsets.UTF_8);
            assertThat(steps).extracting(step -> ((Cells) step.row()).values()).containsExactlyElementsOf(expected);
            CsvHeader header = CsvHeader.of(FileBytes.of(file), StandardCharsets.UTF_8);
            for (int from = 0; from < steps.size(); from += 7) {
                Position resumed = Position.of(steps.get(from).next().text());
                FileRows again = new CsvRows(FileBytes.of(file), header, StandardCharsets.UTF_8);
                assertThat(steps(again, resumed)).isEqualTo(steps.subList(from + 1, steps.size()));
            }
        }
    }

    @Test
    void readsRowsAcrossChunkBoundaries() {
        StringBuilder file = new StringBuilder("id,text\n");
        for (int i = 0; i < 1_500; i++) {
            file.append(i).append(",\"").append("x,\n".repeat(150)).append("\"\n");
        }
        List<FileRow> rows = rows(file.toString());
        assertThat(file.length()).isGreaterThan(2 * FileBytes.CHUNK);
        assertThat(rows).hasSize(1_500).allMatch(Accepted.class::isInstance);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] concat(byte[]... parts) {
        byte[] all = {};
        for (byte[] part : parts) {
            int end = all.length;
            all = Arrays.copyOf(all, end + part.length);
            System.arraycopy(part, 0, all, end, part.length);
        }
        return all;
    }
}
