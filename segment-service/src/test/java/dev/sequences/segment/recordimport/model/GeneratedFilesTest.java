package dev.sequences.segment.recordimport.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequences.segment.recordimport.model.FileRow.Accepted;
import dev.sequences.segment.recordimport.model.FileRow.Cells;
import dev.sequences.segment.recordimport.model.FileRows.Position;
import dev.sequences.segment.recordimport.model.FileRows.ReadRow;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** 300 generated files: encodings, delimiters, quoting, locales, dates, widths and hostile cells, read by the import and by a simple reader. */
class GeneratedFilesTest {

    private static final int FILES = 300;

    @Test
    void readsEveryFileLikeASimpleReader() throws IOException {
        for (long seed = 1; seed <= FILES; seed++) {
            GeneratedFile file = GeneratedFile.of(seed);
            Map<Integer, Map<String, String>> expected = SimpleReader.read(file);
            Map<Integer, Map<String, String>> read = imported(file);
            assertThat(read.keySet()).as("rows of seed %d", seed).containsExactlyElementsOf(expected.keySet());
            for (int line : expected.keySet()) {
                assertThat(read.get(line))
                        .as("seed %d, line %d, %s", seed, line, file.columns())
                        .isEqualTo(expected.get(line));
            }
        }
    }

    private static Map<Integer, Map<String, String>> imported(GeneratedFile file) throws IOException {
        ByteArrayOutputStream copy = new ByteArrayOutputStream();
        Charset declared = file.declared() == null ? null : Charset.forName(file.declared());
        Charset charset = SpooledText.copy(new ByteArrayInputStream(file.bytes()), declared, copy);
        FileBytes bytes = FileBytes.of(copy.toByteArray());
        CsvHeader header = CsvHeader.of(bytes, charset);
        FileRows rows = new CsvRows(bytes, header, charset);
        Position begin = new Position(header.start(), header.line());
        ColumnMapping mapping = new ColumnMapping("id", null, null);
        FileRecognition recognition = new FileRecognition(
                new FileRecognition.Source(header.namedColumns(), mapping, file.locale(), Map.of(), false), begin);
        recognition.read(rows, read -> false);
        FileAnalysis analysis = recognition.result();
        RowMapping records = new RowMapping(mapping, analysis.formats(), false);
        Map<Integer, Map<String, String>> fields = new TreeMap<>();
        Position at = begin;
        for (Optional<ReadRow> read = rows.read(at); read.isPresent(); read = rows.read(at)) {
            at = read.get().next();
            FileRow row = read.get().row() instanceof Cells cells
                    ? records.record(cells)
                    : read.get().row();
            Map<String, String> texts = new TreeMap<>();
            if (row instanceof Accepted accepted) {
                accepted.fields().forEach((name, value) -> texts.put(name, SimpleReader.comparable(file, name, value)));
            }
            fields.put((int) row.line(), texts);
        }
        return fields;
    }
}
