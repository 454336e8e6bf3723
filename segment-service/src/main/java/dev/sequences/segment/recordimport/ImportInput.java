package dev.sequences.segment.recordimport;

import dev.sequences.segment.recordimport.model.CsvHeader;
import dev.sequences.segment.recordimport.model.CsvRows;
import dev.sequences.segment.recordimport.model.FileBytes;
import dev.sequences.segment.recordimport.model.FileRow;
import dev.sequences.segment.recordimport.model.FileRows;
import dev.sequences.segment.recordimport.model.JsonLines;
import dev.sequences.segment.recordimport.model.LocalForms;
import dev.sequences.segment.recordimport.model.RowColumns;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an import job is to do; stored with the job, so that each of its slices knows the header without reading it again.
 *
 * @param owners users who receive the new records of rows without an owner, in turn by line; empty: the importing user
 * @param locale how numbers and dates are written; null: plainly
 * @param header null for lines of JSON
 * @param start where the first row begins
 * @param lines line breaks in the file: about the number of rows
 */
record ImportOrder(
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

    ImportOrder {
        // An order that was stored before owners could be given has none.
        owners = Optional.ofNullable(owners).map(List::copyOf).orElse(List.of());
    }

    /** Returns the owner of the row's record: as in the file, else one of the owners in turn, else the importing user. */
    String owner(FileRow.Good row, String importer) {
        if (row.owner() != null) {
            return row.owner();
        }
        return owners.isEmpty() ? importer : owners.get((int) (row.line() % owners.size()));
    }

    /** The line of the file as id is unique without being remembered. */
    boolean idsAreLines() {
        return columns().id() == null;
    }

    RowColumns columns() {
        return new RowColumns(idColumn, nameColumn, ownerColumn);
    }

    FileRows rows(FileBytes file) {
        return header == null
                ? new JsonLines(file, columns(), JsonObjects::parse)
                : new CsvRows(file, header, Charset.forName(charset), columns(), forms());
    }

    private @Nullable LocalForms forms() {
        return locale == null ? null : new LocalForms(Locale.forLanguageTag(locale));
    }
}
