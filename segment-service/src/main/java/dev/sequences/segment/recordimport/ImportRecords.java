package dev.sequences.segment.recordimport;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequences.chassis.jobs.JobHandler;
import dev.sequences.chassis.jobs.JobProgress;
import dev.sequences.chassis.json.Json;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.segment.record.RecordKey;
import dev.sequences.segment.record.RecordRows;
import dev.sequences.segment.record.RecordRows.Writer;
import dev.sequences.segment.record.StoredRecord;
import dev.sequences.segment.recordimport.model.FileAnalysis;
import dev.sequences.segment.recordimport.model.FileRecognition;
import dev.sequences.segment.recordimport.model.FileRefusal;
import dev.sequences.segment.recordimport.model.FileRow;
import dev.sequences.segment.recordimport.model.FileRow.Accepted;
import dev.sequences.segment.recordimport.model.FileRow.Cells;
import dev.sequences.segment.recordimport.model.FileRow.Rejected;
import dev.sequences.segment.recordimport.model.FileRows;
import dev.sequences.segment.recordimport.model.FileRows.Position;
import dev.sequences.segment.recordimport.model.FileRows.ReadRow;
import dev.sequences.segment.recordimport.model.RowMapping;
import dev.sequences.segment.recordtype.DeclarationRows;
import dev.sequences.segment.recordtype.model.Declaration;
import dev.sequences.segment.recordtype.model.Declaration.Mismatch;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Job that writes the records of a spooled file, up to {@value #MAX_ROWS} rows per transaction. The cursor is the file position of the next
 * row, so every slice of a large file costs the same, and a crash repeats at most one slice. The columns of a large file are recognized in slices,
 * too, before the first record is written; then the cursor is the state of the recognition.
 */
@ApplicationScoped
public class ImportRecords implements JobHandler {

    static final String KIND = "import-records";

    private static final int MAX_ROWS = 500;
    /** Ends a slice early if its rows are long. */
    private static final long MAX_BYTES = 2_000_000;

    private static final Duration MAX_RECOGNITION = Duration.ofMillis(500);
    private static final int ROWS_BETWEEN_CHECKS = 100;

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void slice(Unit unit, JobProgress progress) throws SQLException, IOException {
        ImportInput input = Json.MAPPER.treeToValue(progress.input(), ImportInput.class);
        String cursor = progress.cursor();
        if (input.unrecognized() != null) {
            recognize(unit, input, input.source(input.unrecognized()), progress);
            return;
        }
        if (cursor == null) {
            progress.total(input.lines());
        }
        Position at = Position.of(cursor == null ? input.start() : cursor);
        Position begin = at;
        FileRows file = input.rows(SpooledFiles.open(unit.connection(), input.fileId(), input.length()));
        RowMapping mapping = input.mapping();
        Declaration declaration = DeclarationRows.of(unit.connection(), input.recordType());
        List<Accepted> accepted = new ArrayList<>();
        boolean ended = false;
        int limit = progress.limit(MAX_ROWS);
        for (int rows = 0; rows < limit && at.offset() - begin.offset() < MAX_BYTES; rows++) {
            Optional<ReadRow> read = file.read(at);
            if (read.isEmpty()) {
                ended = true;
                break;
            }
            at = read.get().next();
            FileRow row = read.get().row() instanceof Cells cells
                    ? mapping.record(cells)
                    : read.get().row();
            switch (row) {
                case Accepted valid -> addIfConforming(valid, declaration, accepted, progress);
                case Rejected rejected -> progress.error(rejected.item(), rejected.code(), rejected.message());
                case Cells unmapped -> throw new IllegalStateException("row " + unmapped.line() + " was not mapped");
            }
        }
        write(unit, input, progress, accepted);
        progress.cursor(at.text());
        if (ended) {
            progress.total(0);
            progress.finish();
            SpooledFiles.remove(unit.connection(), input.fileId());
        }
    }

    private static void recognize(Unit unit, ImportInput input, FileRecognition.Source source, JobProgress progress)
            throws IOException {
        String cursor = progress.cursor();
        FileRecognition recognition = cursor == null
                ? new FileRecognition(source, Position.of(input.start()))
                : FileRecognition.of(source, Json.MAPPER.readValue(cursor, FileRecognition.State.class));
        ImportReport report = Json.MAPPER.treeToValue(progress.report(), ImportReport.class);
        FileRows file = input.rows(SpooledFiles.open(unit.connection(), input.fileId(), input.length()));
        long end = System.nanoTime() + MAX_RECOGNITION.toNanos();
        try {
            if (!recognition.read(file, rows -> rows % ROWS_BETWEEN_CHECKS == 0 && System.nanoTime() > end)) {
                int percent = (int) (recognition.next().offset() * 100 / Math.max(1, input.length()));
                progress.cursor(Json.text(recognition.state()));
                progress.report(
                        report.with(new ImportReport.Recognition(recognition.rows(), percent), report.columns()));
                return;
            }
        } catch (FileRefusal refusal) {
            progress.error("file", refusal.code(), String.valueOf(refusal.getMessage()));
            progress.finish();
            SpooledFiles.remove(unit.connection(), input.fileId());
            return;
        }
        FileAnalysis analysis = recognition.result();
        progress.input(input.with(analysis));
        progress.cursor(input.start());
        progress.total(analysis.rows());
        progress.report(report.with(null, input.reports(analysis)));
    }

    /** The type may have been declared after the file was read. */
    private static void addIfConforming(
            Accepted row, Declaration declaration, List<Accepted> accepted, JobProgress progress) {
        List<Mismatch> mismatches = declaration.check(row.fields());
        if (mismatches.isEmpty()) {
            accepted.add(row);
        } else {
            Mismatch first = mismatches.getFirst();
            progress.error(row.item(), first.code(), first.message());
        }
    }

    @Override
    public boolean skip(Unit unit, JobProgress progress, String code, String message) throws SQLException, IOException {
        ImportInput input = Json.MAPPER.treeToValue(progress.input(), ImportInput.class);
        String cursor = progress.cursor();
        Optional<ReadRow> read = input.rows(SpooledFiles.open(unit.connection(), input.fileId(), input.length()))
                .read(Position.of(cursor == null ? input.start() : cursor));
        if (read.isEmpty()) {
            return false;
        }
        progress.error(read.get().row().item(), code, message);
        progress.cursor(read.get().next().text());
        return true;
    }

    private static void write(Unit unit, ImportInput input, JobProgress progress, List<Accepted> rows)
            throws SQLException, IOException {
        if (rows.isEmpty()) {
            return;
        }
        Connection connection = unit.connection();
        List<Accepted> unique = input.hasLineIds() ? rows : withoutDuplicates(connection, input, progress, rows);
        MergedRecords merged = new MergedRecords(input, progress.cause().actor());
        List<RecordKey> keys = unique.stream()
                .map(row -> new RecordKey(input.recordType(), row.recordId()))
                .toList();
        Map<RecordKey, StoredRecord> existing =
                input.options().dryRun() ? RecordRows.read(connection, keys) : RecordRows.lock(connection, keys);
        for (int i = 0; i < keys.size(); i++) {
            merged.add(unique.get(i), existing.get(keys.get(i)));
        }
        if (!input.options().dryRun()) {
            RecordRows.write(connection, merged.changed(), Writer.API, key -> progress.cause(), unit.now());
        }
        progress.done(unique.size());
        // Jobs stored by an earlier release have no report.
        JsonNode report = progress.report();
        if (report != null) {
            progress.report(Json.MAPPER.treeToValue(report, ImportReport.class).plus(merged.counts()));
        }
    }

    /** Only the first row with an id is imported, even if the duplicate is in a later slice. */
    private static List<Accepted> withoutDuplicates(
            Connection connection, ImportInput input, JobProgress progress, List<Accepted> rows) throws SQLException {
        boolean[] first = SpooledFiles.firstSeen(
                connection,
                input.fileId(),
                rows.stream().map(Accepted::recordId).toArray(String[]::new),
                rows.stream().map(Accepted::line).toArray(Long[]::new));
        List<Accepted> unique = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            Accepted row = rows.get(i);
            if (first[i]) {
                unique.add(row);
            } else {
                progress.error(
                        row.item(), "duplicate-id", "Id '" + row.recordId() + "' occurs more than once in this file.");
            }
        }
        return unique;
    }
}
