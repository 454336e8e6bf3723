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
                    sheet.value(3, 1, "ignored");
                    sheet.value(3, 2, "Pune");
                    sheet.value(4, 2, "Goa");
                    sheet.value(4, 3, "a note");
                })))
                .isEqualTo("[id, , city]\n\n\n{\"id\":7,\"city\":\"Pune\"}\n"
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
