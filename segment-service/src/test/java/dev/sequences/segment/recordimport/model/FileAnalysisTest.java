package dev.sequences.segment.recordimport.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequences.segment.recordimport.model.FileRows.Position;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FileAnalysisTest {

    private static List<String> types(String file) {
        FileBytes bytes = FileBytes.of(file.getBytes(StandardCharsets.UTF_8));
        CsvHeader header = CsvHeader.of(bytes, StandardCharsets.UTF_8);
        FileAnalysis analysis = FileAnalysis.of(
                new CsvRows(bytes, header, StandardCharsets.UTF_8),
                new Position(header.start(), header.line()),
                header.namedColumns(),
                new ColumnMapping(null, null, null),
                null,
                Map.of(),
                false);
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
}
