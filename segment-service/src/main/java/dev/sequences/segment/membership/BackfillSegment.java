package dev.sequences.segment.membership;

import dev.sequences.chassis.jobs.JobHandler;
import dev.sequences.chassis.jobs.JobProgress;
import dev.sequences.chassis.json.Json;
import dev.sequences.chassis.rows.Rows;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.segment.record.RecordRows;
import dev.sequences.segment.record.StoredRecord;
import dev.sequences.segment.reference.LiveSegments;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Job that evaluates the existing records for a newly activated segment, in the order of their ids. Records that change meanwhile are also
 * evaluated by the intake; the second of the two evaluations changes nothing.
 */
@ApplicationScoped
public class BackfillSegment implements JobHandler {

    public static final String KIND = "backfill";

    private static final int MAX_RECORDS = 500;

    /** Input of the job; stored as JSON with it. */
    public record Input(String segmentId, String recordType) {}

    private final Members members;
    private final LiveSegments segments;

    BackfillSegment(Members members, LiveSegments segments) {
        this.members = members;
        this.segments = segments;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void slice(Unit unit, JobProgress progress) throws SQLException, IOException {
        Input input = Json.MAPPER.treeToValue(progress.input(), Input.class);
        String cursor = progress.cursor();
        if (cursor == null) {
            progress.total(activeRecords(unit.connection(), input.recordType()));
        }
        boolean stillActive = segments.of(unit.connection(), input.recordType()).stream()
                .anyMatch(s -> s.active() && s.id().equals(input.segmentId()));
        if (!stillActive) {
            progress.finish();
            return;
        }
        int limit = progress.limit(MAX_RECORDS);
        List<StoredRecord> page = activeAfter(unit, input, cursor, limit);
        members.backfill(unit, input.recordType(), input.segmentId(), page, progress.cause());
        progress.done(page.size());
        if (page.size() < limit) {
            progress.finish();
        } else {
            progress.cursor(page.getLast().key().recordId());
        }
    }

    @Override
    public boolean skip(Unit unit, JobProgress progress, String code, String message) throws SQLException, IOException {
        Input input = Json.MAPPER.treeToValue(progress.input(), Input.class);
        List<StoredRecord> next = activeAfter(unit, input, progress.cursor(), 1);
        if (next.isEmpty()) {
            return false;
        }
        String id = next.getFirst().key().recordId();
        progress.error(id, code, message);
        progress.cursor(id);
        return true;
    }

    private static List<StoredRecord> activeAfter(Unit unit, Input input, @Nullable String cursor, int limit)
            throws SQLException {
        return RecordRows.activeAfter(unit.connection(), input.recordType(), cursor == null ? "" : cursor, limit);
    }

    static long activeRecords(Connection connection, String recordType) {
        return Rows.of(
                        connection,
                        "select count(*) as records from record where record_type = ? and active and not deleted")
                .with(recordType)
                .one(row -> row.longValue("records"));
    }
}
