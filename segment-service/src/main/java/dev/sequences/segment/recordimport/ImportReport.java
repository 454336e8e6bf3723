package dev.sequences.segment.recordimport;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sequences.segment.recordimport.model.ColumnReport;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an import reports with its job, in addition to the counts of every job. A dry run reports the same without writing.
 *
 * @param encoding charset in which the file was read
 * @param columns empty until they are recognized
 * @param recognition progress of the recognition of the columns, which precedes the first record; null when it is complete
 * @param records number of records that are new, changed and unchanged so far
 * @param values number of field values that are new, replaced and removed so far
 */
record ImportReport(
        boolean dryRun,
        ImportOptions.Mode mode,
        ImportOptions.EmptyCells emptyCells,
        ImportOptions.OnUnreadable onUnreadable,
        String encoding,
        List<ColumnReport> columns,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Recognition recognition,
        Records records,
        Values values) {

    /** @param percent part of the file that has been read */
    record Recognition(long rows, int percent) {}

    record Records(long created, long changed, long unchanged) {}

    record Values(long added, long replaced, long removed) {}

    /** Counts of one slice. */
    record Counts(long created, long updated, long unchanged, long added, long replaced, long removed) {}

    /** @param columns null if they are recognized by the job */
    static ImportReport begin(ImportOptions options, String encoding, @Nullable List<ColumnReport> columns) {
        return new ImportReport(
                options.dryRun(),
                options.mode(),
                options.emptyCells(),
                options.onUnreadable(),
                encoding,
                columns == null ? List.of() : columns,
                columns == null ? new Recognition(0, 0) : null,
                new Records(0, 0, 0),
                new Values(0, 0, 0));
    }

    ImportReport with(@Nullable Recognition progress, List<ColumnReport> recognized) {
        return new ImportReport(
                dryRun, mode, emptyCells, onUnreadable, encoding, recognized, progress, records, values);
    }

    ImportReport plus(Counts more) {
        return new ImportReport(
                dryRun,
                mode,
                emptyCells,
                onUnreadable,
                encoding,
                columns,
                recognition,
                new Records(
                        records.created + more.created,
                        records.changed + more.updated,
                        records.unchanged + more.unchanged),
                new Values(values.added + more.added, values.replaced + more.replaced, values.removed + more.removed));
    }
}
