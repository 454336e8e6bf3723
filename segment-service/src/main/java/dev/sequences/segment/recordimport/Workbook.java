package dev.sequences.segment.recordimport;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import dev.sequences.chassis.http.Turns;
import dev.sequences.chassis.json.Json;
import dev.sequences.segment.recordimport.model.ColumnMapping;
import dev.sequences.segment.recordimport.model.CsvHeader;
import dev.sequences.segment.recordimport.model.FileRefusal;
import dev.sequences.segment.recordimport.model.NdjsonRows;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.dhatim.fastexcel.reader.SheetVisibility;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Copies a sheet of an Excel workbook as NDJSON, one line per row of the sheet, so that line numbers are row numbers. Rows and texts are streamed,
 * so that a workbook of any size fits in a small heap.
 */
final class Workbook {

    private static final Logger LOG = Logger.getLogger(Workbook.class);

    /** One at a time, because of the disk and processor time. */
    private static final Turns TURNS = new Turns(1, Duration.ofSeconds(60));

    private Workbook() {}

    /**
     * Copies the sheet and returns its columns, empty for a column without a name.
     *
     * @param sheet name of the sheet; null for the first visible one
     */
    static List<String> copy(InputStream file, @Nullable String sheet, OutputStream copy) throws IOException {
        Path local = Files.createTempFile("import-", ".xlsx");
        Path inlined = Files.createTempFile("import-", ".inlined.xlsx");
        try (Turns.Turn turn = TURNS.take()) {
            Files.copy(file, local, StandardCopyOption.REPLACE_EXISTING);
            return copy(local, inlined, sheet, copy);
        } finally {
            Files.deleteIfExists(local);
            Files.deleteIfExists(inlined);
        }
    }

    private static List<String> copy(Path local, Path inlined, @Nullable String sheet, OutputStream copy) {
        try {
            boolean hasStyles = checkSize(local);
            InlinedWorkbook.copy(local, inlined);
            try (ReadableWorkbook workbook =
                    new ReadableWorkbook(inlined.toFile(), new ReadingOptions(hasStyles, true))) {
                return copy(sheet(workbook, sheet), new SheetCells(workbook.isDate1904()), copy);
            }
        } catch (IOException
                | UncheckedIOException
                | ExcelReaderException
                | IllegalArgumentException
                | IllegalStateException
                | NoSuchElementException
                | IndexOutOfBoundsException e) {
            LOG.infof("a workbook cannot be read: %s", e);
            throw FileRefusal.notXlsx("a damaged file");
        }
    }

    /** Expands the whole archive once, since the sizes in its directory may be wrong; returns whether it has formats of cells. */
    private static boolean checkSize(Path local) throws IOException {
        long compressed = Files.size(local);
        long expanded = 0;
        boolean hasStyles = false;
        byte[] buffer = new byte[64 * 1024];
        try (ZipFile zip = new ZipFile(local.toFile())) {
            for (Iterator<? extends ZipEntry> entries = zip.entries().asIterator(); entries.hasNext(); ) {
                ZipEntry entry = entries.next();
                hasStyles |= entry.getName().endsWith("styles.xml");
                try (InputStream content = zip.getInputStream(entry)) {
                    for (int read = content.read(buffer); read > 0; read = content.read(buffer)) {
                        expanded += read;
                        ExpansionLimit.check(expanded, compressed);
                    }
                }
            }
        }
        return hasStyles;
    }

    private static Sheet sheet(ReadableWorkbook workbook, @Nullable String name) {
        List<Sheet> sheets = workbook.getSheets().toList();
        Optional<Sheet> chosen = name == null
                ? sheets.stream()
                        .filter(sheet -> sheet.getVisibility() == SheetVisibility.VISIBLE)
                        .findFirst()
                : sheets.stream().filter(sheet -> sheet.getName().equals(name)).findFirst();
        if (chosen.isEmpty() && name != null) {
            throw FileRefusal.sheetUnknown(
                    name, sheets.stream().map(Sheet::getName).toList());
        }
        return chosen.or(() -> sheets.stream().findFirst())
                .orElseThrow(() -> FileRefusal.notXlsx("a workbook without sheets"));
    }

    private static List<String> copy(Sheet sheet, SheetCells cells, OutputStream copy) throws IOException {
        List<String> columns = new ArrayList<>();
        long line = 1;
        try (Stream<Row> rows = sheet.openStream();
                JsonGenerator json = Json.MAPPER.getFactory().createGenerator(copy)) {
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            json.setPrettyPrinter(new MinimalPrettyPrinter(""));
            for (Iterator<Row> all = rows.iterator(); all.hasNext(); ) {
                Row row = all.next();
                for (; line < row.getRowNum(); line++) {
                    json.writeRaw('\n');
                }
                if (columns.isEmpty()) {
                    columns.addAll(header(row, cells));
                } else {
                    write(row, columns, cells, json);
                }
            }
            json.writeRaw('\n');
        }
        if (columns.isEmpty()) {
            throw FileRefusal.empty();
        }
        return columns;
    }

    private static List<String> header(Row row, SheetCells cells) {
        List<String> columns = new ArrayList<>();
        for (int i = 0; i < row.getCellCount(); i++) {
            Cell cell = row.getCell(i);
            Object value = cell == null ? null : cells.value(cell);
            columns.add(value == null ? "" : ColumnMapping.columnName(value.toString()));
        }
        while (!columns.isEmpty() && columns.getLast().isEmpty()) {
            columns.removeLast();
        }
        if (!columns.isEmpty()) {
            CsvHeader.checkNames(columns);
        }
        return columns;
    }

    private static void write(Row row, List<String> columns, SheetCells cells, JsonGenerator json) throws IOException {
        String rejection = null;
        boolean begun = false;
        for (Cell cell : row) {
            if (cell == null) {
                continue;
            }
            Object value = cells.value(cell);
            int index = cell.getColumnIndex();
            boolean named = index < columns.size();
            if (SheetCells.isUncalculated(cell)) {
                rejection =
                        named ? "Cell " + cell.getAddress() + " has a formula without a calculated value." : rejection;
            } else if (value != null && named) {
                if (!begun) {
                    json.writeStartObject();
                    begun = true;
                }
                String column = columns.get(index);
                json.writeFieldName(column.isEmpty() ? CsvHeader.nameOf(index, columns) : column);
                switch (value) {
                    case BigDecimal number -> json.writeNumber(number.toPlainString());
                    case Boolean bool -> json.writeBoolean(bool);
                    default -> json.writeString(value.toString());
                }
            } else if (value != null && index >= columns.size()) {
                rejection = "Cell " + cell.getAddress() + " is in a column without a name.";
            }
        }
        if (rejection != null) {
            if (!begun) {
                json.writeStartObject();
                begun = true;
            }
            json.writeStringField(NdjsonRows.REJECTION, rejection);
        }
        if (begun) {
            json.writeEndObject();
        }
    }
}
