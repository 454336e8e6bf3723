package dev.sequences.segment.recordimport;

import dev.sequences.segment.recordimport.model.ColumnReport;
import java.util.List;

/**
 * What an import reports with its job, in addition to the counts of every job. A dry run reports the same without writing.
 *
 * @param encoding charset in which the file was read
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
        Records records,
        Values values) {

    record Records(long created, long changed, long unchanged) {}

    record Values(long added, long replaced, long removed) {}

    /** Counts of one slice. */
    record Counts(long created, long updated, long unchanged, long added, long replaced, long removed) {}

    static ImportReport begin(ImportOptions options, String encoding, List<ColumnReport> columns) {
        return new ImportReport(
                options.dryRun(),
                options.mode(),
                options.emptyCells(),
                options.onUnreadable(),
                encoding,
                columns,
                new Records(0, 0, 0),
                new Values(0, 0, 0));
    }

    ImportReport plus(Counts more) {
        return new ImportReport(
                dryRun,
                mode,
                emptyCells,
                onUnreadable,
                encoding,
                columns,
                new Records(
                        records.created + more.created,
                        records.changed + more.updated,
                        records.unchanged + more.unchanged),
                new Values(values.added + more.added, values.replaced + more.replaced, values.removed + more.removed));
    }
}
