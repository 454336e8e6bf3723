package dev.sequences.segment.recordimport.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequences.segment.recordimport.model.FileRecognition.Source;
import dev.sequences.segment.recordimport.model.FileRows.Position;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FileRecognitionTest {

    private static List<String> types(String file) {
        FileBytes bytes = FileBytes.of(file.getBytes(StandardCharsets.UTF_8));
        CsvHeader header = CsvHeader.of(bytes, StandardCharsets.UTF_8);
        FileRows rows = new CsvRows(bytes, header, StandardCharsets.UTF_8);
        Source source = new Source(header.namedColumns(), new ColumnMapping(null, null, null), null, Map.of(), false);
        FileRecognition recognition = new FileRecognition(source, new Position(header.start(), header.line()));
        while (!recognition.read(rows, read -> true)) {
            // Continues from the stored state after every row.
            recognition = FileRecognition.of(source, recognition.state());
        }
        FileAnalysis analysis = recognition.result();
        return analysis.reports(false).stream()
                .map(column -> column.name() + " " + column.type())
                .toList();
    }

    @Test
    void keepsIdsOfOtherSystemsAsText() {
        assertThat(types("Account ID,account_id,accountId,id,PAID,Valid,score\n1,2,3,4,5,6,7\n"))
                .containsExactly(
                        "Account ID text",
                        "account_id text",
                        "accountId text",
                        "id text",
                        "PAID number",
                        "Valid number",
                        "score number");
    }

    @Test
    void keepsPhoneNumbersAndPostalCodesAsText() {
        assertThat(types("Phone,Mobile,Zip,PostalCode,phone_number,PLZ,Automobile,Rate\n1,2,3,4,5,6,7,8\n"))
                .containsExactly(
                        "Phone text",
                        "Mobile text",
                        "Zip text",
                        "PostalCode text",
                        "phone_number text",
                        "PLZ text",
                        "Automobile number",
                        "Rate number");
    }

    @Test
    void recognizesTheSameInSlices() {
        assertThat(types("a,b,c\n1,2023-07-30,x\n2,30.07.2023,\n3,soon,y\n"))
                .containsExactly("a number", "b date", "c text");
    }
}
