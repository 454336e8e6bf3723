package dev.sequences.segment.recordimport;

import dev.sequences.chassis.jobs.JobHandler;
import dev.sequences.chassis.jobs.JobProgress;
import dev.sequences.chassis.json.Json;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.segment.record.RecordKey;
import dev.sequences.segment.record.RecordRows;
import dev.sequences.segment.record.RecordState;
import dev.sequences.segment.recordimport.model.FileRow;
import dev.sequences.segment.recordimport.model.FileRow.Bad;
import dev.sequences.segment.recordimport.model.FileRow.Good;
import dev.sequences.segment.recordimport.model.FileRows;
import dev.sequences.segment.recordimport.model.FileRows.Position;
import dev.sequences.segment.recordimport.model.FileRows.Step;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Turns a spooled file into records, some hundred rows per transaction. The cursor is the place in the file where the next
 * row begins, so a slice costs the same at the end of a large file as at its start, and a crash costs one slice.
 */
@ApplicationScoped
public class ImportRecords implements JobHandler {

    static final String KIND = "import-records";

    private static final int ROWS = 500;
    /** Long rows make fewer of them one slice. */
    private static final long BYTES = 2_000_000;

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void slice(Unit unit, JobProgress progress) throws SQLException, IOException {
        ImportOrder order = Json.MAPPER.treeToValue(progress.input(), ImportOrder.class);
        String cursor = progress.cursor();
        if (cursor == null) {
            progress.total(order.lines());
        }
        Position at = Position.of(cursor == null ? order.start() : cursor);
        Position begin = at;
        FileRows file = order.rows(SpooledFiles.open(unit.connection(), order.fileId(), order.length()));
        List<Good> good = new ArrayList<>();
        boolean ended = false;
        int most = progress.atMost(ROWS);
        for (int rows = 0; rows < most && at.offset() - begin.offset() < BYTES; rows++) {
            Optional<Step> step = file.read(at);
            if (step.isEmpty()) {
                ended = true;
                break;
            }
            at = step.get().next();
            FileRow row = step.get().row();
            switch (row) {
                case Good one -> good.add(one);
                case Bad bad -> progress.error(bad.item(), bad.code(), bad.message());
            }
        }
        write(unit, order, progress, good);
        progress.cursor(at.text());
        if (ended) {
            progress.total(0);
            progress.finish();
            SpooledFiles.remove(unit.connection(), order.fileId());
        }
    }

    @Override
    public boolean skip(Unit unit, JobProgress progress, String code, String message) throws SQLException, IOException {
        ImportOrder order = Json.MAPPER.treeToValue(progress.input(), ImportOrder.class);
        String cursor = progress.cursor();
        Optional<Step> step = order.rows(SpooledFiles.open(unit.connection(), order.fileId(), order.length()))
                .read(Position.of(cursor == null ? order.start() : cursor));
        if (step.isEmpty()) {
            return false;
        }
        progress.error(step.get().row().item(), code, message);
        progress.cursor(step.get().next().text());
        return true;
    }

    private static void write(Unit unit, ImportOrder order, JobProgress progress, List<Good> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        Connection connection = unit.connection();
        List<Good> fresh = order.idsAreLines() ? rows : withoutRepeats(connection, order, progress, rows);
        String importer = progress.cause().actor();
        List<RecordState> states = fresh.stream()
                .map(row -> new RecordState(
                        new RecordKey(order.recordType(), row.recordId()),
                        row.name(),
                        "user",
                        order.owner(row, importer),
                        true,
                        null,
                        row.fields()))
                .toList();
        RecordRows.Kept kept = new RecordRows.Kept(order.nameColumn() == null, order.ownerColumn() == null);
        RecordRows.writeFromFile(connection, states, kept, progress.cause(), unit.now());
        progress.done(fresh.size());
    }

    /** The first row with an id counts, wherever in the file the other one stands. */
    private static List<Good> withoutRepeats(
            Connection connection, ImportOrder order, JobProgress progress, List<Good> rows) throws SQLException {
        boolean[] first = SpooledFiles.firstSeen(
                connection,
                order.fileId(),
                rows.stream().map(Good::recordId).toArray(String[]::new),
                rows.stream().map(Good::line).toArray(Long[]::new));
        List<Good> fresh = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            Good row = rows.get(i);
            if (first[i]) {
                fresh.add(row);
            } else {
                progress.error(
                        row.item(), "duplicate-id", "The id '" + row.recordId() + "' has come before in this file.");
            }
        }
        return fresh;
    }
}
