package dev.sequences.segment.membership;

import dev.sequences.chassis.jobs.JobHandler;
import dev.sequences.chassis.jobs.JobProgress;
import dev.sequences.chassis.json.Json;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.segment.record.RecordRows;
import dev.sequences.segment.record.StoredRecord;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Job that evaluates all active records of a type, in the order of their ids, and applies the changes that concern one segment: records that
 * join it, move to or from it, or leave it. Without a segment it applies all changes.
 */
@ApplicationScoped
public class ReEvaluateSegment implements JobHandler {

    public static final String KIND = "re-evaluate";

    private static final int MAX_RECORDS = 500;

    /**
     * Input of the job; stored as JSON with it.
     *
     * @param segmentId null for all segments of the record type
     */
    public record Input(@Nullable String segmentId, String recordType) {}

    private final Members members;

    ReEvaluateSegment(Members members) {
        this.members = members;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void slice(Unit unit, JobProgress progress) throws SQLException, IOException {
        Input input = Json.MAPPER.treeToValue(progress.input(), Input.class);
        if (progress.cursor() == null) {
            progress.total(BackfillSegment.activeRecords(unit.connection(), input.recordType()));
        }
        int limit = progress.limit(MAX_RECORDS);
        List<StoredRecord> page = next(unit, progress, input, limit);
        members.reEvaluate(unit, input.recordType(), input.segmentId(), page, progress.cause());
        progress.done(page.size());
        if (page.size() < limit) {
            progress.finish();
        } else {
            progress.cursor(page.getLast().key().recordId());
        }
    }

    @Override
    public boolean skip(Unit unit, JobProgress progress, String code, String message) throws IOException {
        Input input = Json.MAPPER.treeToValue(progress.input(), Input.class);
        List<StoredRecord> next = next(unit, progress, input, 1);
        if (next.isEmpty()) {
            return false;
        }
        String id = next.getFirst().key().recordId();
        progress.error(id, code, message);
        progress.cursor(id);
        return true;
    }

    private static List<StoredRecord> next(Unit unit, JobProgress progress, Input input, int limit) {
        String cursor = progress.cursor();
        return RecordRows.activeAfter(unit.connection(), input.recordType(), cursor == null ? "" : cursor, limit);
    }
}
