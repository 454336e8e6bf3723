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
 * Evaluates the records that were there before a segment was activated, in the order of their ids. Records that change
 * meanwhile are evaluated by their own message, and whichever comes second finds nothing to do.
 */
@ApplicationScoped
public class FillSegment implements JobHandler {

    public static final String KIND = "backfill";

    private static final int RECORDS = 500;

    /** What the job is to do. */
    public record Order(String segmentId, String recordType) {}

    private final Members members;
    private final LiveSegments segments;

    FillSegment(Members members, LiveSegments segments) {
        this.members = members;
        this.segments = segments;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void slice(Unit unit, JobProgress progress) throws SQLException, IOException {
        Order order = Json.MAPPER.treeToValue(progress.input(), Order.class);
        String cursor = progress.cursor();
        if (cursor == null) {
            progress.total(activeRecords(unit.connection(), order.recordType()));
        }
        boolean stillActive = segments.of(unit.connection(), order.recordType()).stream()
                .anyMatch(s -> s.active() && s.id().equals(order.segmentId()));
        if (!stillActive) {
            progress.finish();
            return;
        }
        int most = progress.atMost(RECORDS);
        List<StoredRecord> page = activeAfter(unit, order, cursor, most);
        members.fill(unit, order.recordType(), order.segmentId(), page, progress.cause());
        progress.done(page.size());
        if (page.size() < most) {
            progress.finish();
        } else {
            progress.cursor(page.getLast().key().recordId());
        }
    }

    @Override
    public boolean skip(Unit unit, JobProgress progress, String code, String message) throws SQLException, IOException {
        Order order = Json.MAPPER.treeToValue(progress.input(), Order.class);
        List<StoredRecord> next = activeAfter(unit, order, progress.cursor(), 1);
        if (next.isEmpty()) {
            return false;
        }
        String id = next.getFirst().key().recordId();
        progress.error(id, code, message);
        progress.cursor(id);
        return true;
    }

    private static List<StoredRecord> activeAfter(Unit unit, Order order, @Nullable String cursor, int most)
            throws SQLException {
        return RecordRows.activeAfter(unit.connection(), order.recordType(), cursor == null ? "" : cursor, most);
    }

    private static long activeRecords(Connection connection, String recordType) {
        return Rows.of(
                        connection,
                        "select count(*) as records from record where record_type = ? and active and not deleted")
                .with(recordType)
                .one(row -> row.longValue("records"));
    }
}
