package dev.sequences.segment.recordimport;

import dev.sequences.language.value.ColumnFormat;
import dev.sequences.language.value.DeclaredType;
import dev.sequences.segment.recordimport.model.ColumnMapping;
import dev.sequences.segment.recordimport.model.ColumnReport;
import dev.sequences.segment.recordimport.model.CsvHeader;
import dev.sequences.segment.recordimport.model.CsvRows;
import dev.sequences.segment.recordimport.model.FileAnalysis;
import dev.sequences.segment.recordimport.model.FileBytes;
import dev.sequences.segment.recordimport.model.FileRecognition;
import dev.sequences.segment.recordimport.model.FileRow;
import dev.sequences.segment.recordimport.model.FileRows;
import dev.sequences.segment.recordimport.model.NdjsonRows;
import dev.sequences.segment.recordimport.model.RowMapping;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Input of an import job, stored as JSON with the job, so that a slice does not have to parse the header again.
 *
 * @param owners users who receive the new records of rows without an owner, in turn by line; empty: the importing user
 * @param header null for NDJSON and workbooks
 * @param sheet columns of a workbook; null for other files
 * @param start position of the first row
 * @param lines number of rows
 * @param formats by column; empty until they are recognized
 * @param unrecognized what the recognition of the columns needs; null if they are recognized
 */
record ImportInput(
        String fileId,
        long length,
        String charset,
        String recordType,
        @Nullable String idColumn,
        @Nullable String nameColumn,
        @Nullable String ownerColumn,
        List<String> owners,
        @Nullable CsvHeader header,
        @Nullable List<String> sheet,
        String start,
        long lines,
        Map<String, ColumnFormat> formats,
        @Nullable Unrecognized unrecognized,
        ImportOptions options) {

    /**
     * @param locale notation of numbers and dates; null if unknown
     * @param declared declared types by column
     */
    record Unrecognized(@Nullable String locale, Map<String, DeclaredType> declared) {}

    ImportInput {
        // Jobs stored by an earlier release lack these.
        owners = Optional.ofNullable(owners).map(List::copyOf).orElse(List.of());
        formats = Optional.ofNullable(formats).map(Map::copyOf).orElse(Map.of());
        options = ImportOptions.of(options);
    }

    /** This input with the number of rows and the formats of the columns. */
    ImportInput with(FileAnalysis analysis) {
        return new ImportInput(
                fileId,
                length,
                charset,
                recordType,
                idColumn,
                nameColumn,
                ownerColumn,
                owners,
                header,
                sheet,
                start,
                analysis.rows(),
                analysis.formats(),
                null,
                options);
    }

    List<ColumnReport> reports(FileAnalysis analysis) {
        return analysis.reports(options.onUnreadable() == ImportOptions.OnUnreadable.REFUSE);
    }

    /** The source of a recognition of the columns. */
    FileRecognition.Source source(Unrecognized known) {
        List<String> named = header != null
                ? header.namedColumns()
                : Optional.ofNullable(sheet).orElse(List.of()).stream()
                        .filter(column -> !column.isEmpty())
                        .toList();
        boolean onlyDates = header == null && sheet == null;
        return new FileRecognition.Source(named, columns(), known.locale(), known.declared(), onlyDates);
    }

    /** The owner of a new record: from the file, otherwise one of {@code owners} in turn, otherwise the importing user. */
    String owner(FileRow.Accepted row, String importer) {
        if (row.owner() != null) {
            return row.owner();
        }
        return owners.isEmpty() ? importer : owners.get((int) (row.line() % owners.size()));
    }

    /** Whether ids are line numbers, which are unique without a check. */
    boolean hasLineIds() {
        return columns().id() == null;
    }

    ColumnMapping columns() {
        return new ColumnMapping(idColumn, nameColumn, ownerColumn);
    }

    RowMapping mapping() {
        return new RowMapping(columns(), formats, options.onUnreadable() == ImportOptions.OnUnreadable.REFUSE);
    }

    FileRows rows(FileBytes file) {
        return header == null
                ? new NdjsonRows(file, JsonObjects::parse, sheet == null ? List.of() : sheet)
                : new CsvRows(file, header, Charset.forName(charset));
    }
}
