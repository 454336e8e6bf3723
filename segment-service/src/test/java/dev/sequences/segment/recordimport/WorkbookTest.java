package dev.sequences.segment.recordimport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sequences.segment.recordimport.model.FileRefusal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;

class WorkbookTest {

    private interface Content {
        void write(Worksheet sheet);
    }

    private static byte[] workbook(Content content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (org.dhatim.fastexcel.Workbook workbook = new org.dhatim.fastexcel.Workbook(out, "tests", "1.0")) {
            content.write(workbook.newWorksheet("Leads"));
        }
        return out.toByteArray();
    }

    private static String copied(byte[] file) throws IOException {
        ByteArrayOutputStream copy = new ByteArrayOutputStream();
        List<String> columns = Workbook.copy(new ByteArrayInputStream(file), null, copy);
        return columns + copy.toString(StandardCharsets.UTF_8);
    }

    @Test
    void writesOneLinePerRowOfTheSheet() throws IOException {
        assertThat(copied(workbook(sheet -> {
                    sheet.value(1, 0, "id");
                    sheet.value(1, 2, "city");
                    sheet.value(3, 0, 7);
                    sheet.value(3, 1, "a note");
                    sheet.value(3, 2, "Pune");
                    sheet.value(4, 2, "Goa");
                    sheet.value(4, 3, "a note");
                })))
                .isEqualTo("[id, , city]\n\n\n{\"id\":7,\"column 2\":\"a note\",\"city\":\"Pune\"}\n"
                        + "{\"city\":\"Goa\",\"\\u0001\":\"Cell D5 is in a column without a name.\"}\n");
    }

    @Test
    void readsNumbersExactly() throws IOException {
        assertThat(copied(workbook(sheet -> {
                    sheet.value(0, 0, "n");
                    sheet.value(1, 0, 1234.1);
                    sheet.value(2, 0, 0.1 + 0.2);
                    sheet.value(3, 0, 1e15);
                    sheet.value(4, 0, -5);
                    sheet.value(5, 0, 0.00001);
                })))
                .isEqualTo(
                        "[n]\n{\"n\":1234.1}\n{\"n\":0.30000000000000004}\n{\"n\":1000000000000000}\n{\"n\":-5}\n{\"n\":0.00001}\n");
    }

    @Test
    void readsDatesByTheirFormat() throws IOException {
        assertThat(copied(workbook(sheet -> {
                    String[] formats = {
                        "m/d/yyyy",
                        "dd.mm.yyyy hh:mm",
                        "[$-409]d-mmm-yy;@",
                        "h:mm:ss",
                        "#,##0.00 &quot;days&quot;",
                        "[Red]0.0",
                        "yyyy\\-mm",
                        "General"
                    };
                    for (int i = 0; i < formats.length; i++) {
                        sheet.value(0, i, "c" + i);
                        sheet.value(1, i, LocalDateTime.of(2023, 7, 30, 8, 36, 5));
                        sheet.style(1, i).format(formats[i]).set();
                        sheet.value(2, i, 45137);
                        sheet.style(2, i).format(formats[i]).set();
                    }
                })))
                .contains(
                        "\"c0\":\"2023-07-30T08:36:05\",\"c1\":\"2023-07-30T08:36:05\",\"c2\":\"2023-07-30T08:36:05\",\"c3\":45137.358")
                .contains("\"c0\":\"2023-07-30\",\"c1\":\"2023-07-30T00:00:00\",\"c2\":\"2023-07-30\",\"c3\":45137,"
                        + "\"c4\":45137,\"c5\":45137,\"c6\":\"2023-07-30\",\"c7\":45137");
    }

    private static byte[] zipped(String sheet) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            String main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
            String types = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
            entry(zip, "[Content_Types].xml", """
                    <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
                    <Override PartName="/xl/workbook.xml" ContentType="%1$ssheet.main+xml"/>
                    <Override PartName="/xl/worksheets/sheet1.xml" ContentType="%1$sworksheet+xml"/></Types>""".formatted(types));
            entry(zip, "xl/workbook.xml", """
                    <workbook xmlns="%s" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">
                    <sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>""".formatted(main));
            entry(zip, "xl/_rels/workbook.xml.rels", """
                    <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
                    <Relationship Id="rId1" Type="t" Target="worksheets/sheet1.xml"/></Relationships>""");
            entry(zip, "xl/worksheets/sheet1.xml", sheet.replace("<worksheet", "<worksheet xmlns=\"" + main + "\""));
        }
        return out.toByteArray();
    }

    private static void entry(ZipOutputStream zip, String name, String text) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void readsCalculatedFormulasErrorsAndInlineTexts() throws IOException {
        assertThat(copied(zipped("""
                        <worksheet><sheetData>
                        <row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c><c r="B1" t="str"><v>b</v></c>\
                        <c r="C1" t="str"><v>c</v></c></row>
                        <row r="2"><c r="A2"><f>1+1</f><v>2</v></c><c r="B2" t="str"><f>"x"</f><v>x</v></c>\
                        <c r="C2" t="b"><f>1=1</f><v>1</v></c></row>
                        <row r="3"><c r="A3" t="e"><v>#N/A</v></c><c r="B3" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>
                        <row r="4"><c r="A4"><f>1+1</f></c></row>
                        </sheetData></worksheet>""")))
                .isEqualTo("[a, b, c]\n{\"a\":2,\"b\":\"x\",\"c\":true}\n{\"a\":\"#N/A\",\"b\":\"#DIV/0!\"}\n"
                        + "{\"\\u0001\":\"Cell A4 has a formula without a calculated value.\"}\n");
    }

    @Test
    void readsIsoDatesEmptyFormulasAndEscapedCharacters() throws IOException {
        assertThat(copied(zipped("""
                        <worksheet><sheetData>
                        <row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c><c r="B1" t="str"><v>b</v></c></row>
                        <row r="2"><c r="A2" t="d"><v>2023-07-30T08:36:00</v></c><c r="B2" t="str"><f>""</f><v></v></c></row>
                        <row r="3"><c r="A3" t="inlineStr"><is><r><t>one</t></r><rPh><t>no</t></rPh><r><t> &amp; two</t></r></is></c></row>
                        <row r="4"><c r="A4" t="str"><v>a_x000A_b _x005F_x000A_</v></c></row>
                        </sheetData></worksheet>""")))
                .isEqualTo(
                        "[a, b]\n{\"a\":\"2023-07-30T08:36:00\"}\n{\"a\":\"one & two\"}\n{\"a\":\"a\\nb _x000A_\"}\n");
    }

    @Test
    void refusesReferencesOutsideOfTheWorkbook() throws IOException {
        for (String cell : new String[] {
            "<c r=\"A1\" t=\"s\"><v>7</v></c>", "<c r=\"ZZZZ1\"><v>1</v></c>", "<c r=\"A1\" t=\"unknown\"><v>1</v></c>"
        }) {
            byte[] file = zipped("<worksheet><sheetData><row r=\"1\">" + cell + "</row></sheetData></worksheet>");
            assertThat(catchThrowableOfType(FileRefusal.class, () -> copied(file))
                            .code())
                    .as(cell)
                    .isEqualTo("not-xlsx");
        }
        byte[] gap = zipped("<worksheet><sheetData><row r=\"2000000000\"></row></sheetData></worksheet>");
        assertThat(catchThrowableOfType(FileRefusal.class, () -> copied(gap)).code())
                .isEqualTo("not-xlsx");
    }

    @Test
    void readsTextsInAnyOrderOfTheirTable() throws IOException {
        assertThat(copied(workbook(sheet -> {
                    sheet.value(0, 0, "id");
                    sheet.value(0, 1, "note");
                    for (int i = 1; i <= 3_000; i++) {
                        sheet.value(i, 0, "id " + i);
                        sheet.value(i, 1, "x".repeat(100) + (i * 7_919) % 3_000);
                    }
                })))
                .contains("{\"id\":\"id 2999\",\"note\":\"" + "x".repeat(100) + (2_999 * 7_919) % 3_000 + "\"}\n");
    }

    @Test
    void refusesEntities() throws IOException {
        String bomb = "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b SYSTEM \"file:///etc/passwd\">]>"
                + "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"str\"><v>&a;&b;</v></c></row></sheetData></worksheet>";
        try {
            assertThat(copied(zipped(bomb))).doesNotContain("root:");
        } catch (FileRefusal refusal) {
            assertThat(refusal.code()).isIn("not-xlsx", "file-empty", "not-csv");
        }
    }

    @Test
    void refusesAnArchiveThatExpandsTooFar() throws IOException {
        byte[] zeros = new byte[80 << 20];
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("xl/worksheets/sheet1.xml"));
            zip.write(zeros);
        }
        assertThat(catchThrowableOfType(FileRefusal.class, () -> copied(out.toByteArray()))
                        .code())
                .isEqualTo("expands-too-far");
    }

    @Test
    void refusesAnArchiveThatIsNoWorkbook() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("leads.csv"));
            zip.write("id\n1\n".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(catchThrowableOfType(FileRefusal.class, () -> copied(out.toByteArray()))
                        .code())
                .isEqualTo("not-xlsx");
    }
}
