package dev.sequences.segment.recordimport;

import dev.sequences.segment.recordimport.model.ColumnMapping;
import dev.sequences.segment.recordimport.model.CsvHeader;
import dev.sequences.segment.recordimport.model.CsvRows;
import dev.sequences.segment.recordimport.model.FileBytes;
import dev.sequences.segment.recordimport.model.FileRow;
import dev.sequences.segment.recordimport.model.FileRows;
import dev.sequences.segment.recordimport.model.LocaleFormats;
import dev.sequences.segment.recordimport.model.NdjsonRows;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Input of an import job, stored as JSON with the job, so that a slice does not have to parse the header again.
 *
 * @param owners users who receive the new records of rows without an owner, in turn by line; empty: the importing user
 * @param locale notation of numbers and dates; null: cells are stored unchanged
 * @param header null for NDJSON
 * @param start position of the first row
 * @param lines number of line breaks, an estimate of the number of rows
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
        @Nullable String locale,
        @Nullable CsvHeader header,
        String start,
        long lines) {

    ImportInput {
        // Jobs stored by an earlier release have no owners.
        owners = Optional.ofNullable(owners).map(List::copyOf).orElse(List.of());
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

    FileRows rows(FileBytes file) {
        return header == null
                ? new NdjsonRows(file, columns(), JsonObjects::parse)
                : new CsvRows(file, header, Charset.forName(charset), columns(), formats());
    }

    private @Nullable LocaleFormats formats() {
        return locale == null ? null : new LocaleFormats(Locale.forLanguageTag(locale));
    }
}
