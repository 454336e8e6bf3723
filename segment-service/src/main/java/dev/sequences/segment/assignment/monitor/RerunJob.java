package dev.sequences.segment.assignment.monitor;

import dev.sequences.chassis.jobs.JobHandler;
import dev.sequences.chassis.jobs.JobProgress;
import dev.sequences.chassis.json.Json;
import dev.sequences.chassis.rows.Rows;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.segment.assignment.Assigner;
import dev.sequences.segment.record.RecordKey;
import dev.sequences.segment.record.RecordRows;
import dev.sequences.segment.record.StoredRecord;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Job that decides again about the records of a segment that need attention: up to 500, oldest first (T65). Rules consider also records from
 * before their activation, since the rerun was requested for them.
 */
@ApplicationScoped
public class RerunJob implements JobHandler {

    static final String KIND = "assignment-rerun";

    static final int MAX_RECORDS = 500;
    private static final int SLICE = 100;

    private static final String NEXT = """
            select a.record_type, a.record_id, a.since, m.rule_version, m.segment_id = a.segment_id as member
            from record_assignment a left join membership m using (record_type, record_id)
            where a.segment_id = ? and a.status = 'needs-attention'
              and (a.since, a.record_type, a.record_id) > (?, ?, ?)
            order by a.since, a.record_type, a.record_id limit ?
            """;

    /** Input of the job; stored as JSON with it. */
    record Input(String segmentId) {}

    /** Position of the last considered record; stored as JSON with the job. */
    record Cursor(Instant since, String recordType, String recordId, int considered) {

        static final Cursor START = new Cursor(Instant.EPOCH, "", "", 0);
    }

    private record Open(
            RecordKey key, Instant since, @Nullable Integer version, boolean member) {}

    private final Assigner assigner;

    RerunJob(Assigner assigner) {
        this.assigner = assigner;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void slice(Unit unit, JobProgress progress) throws IOException {
        Input input = Json.MAPPER.treeToValue(progress.input(), Input.class);
        Cursor cursor = cursor(progress);
        if (progress.cursor() == null) {
            progress.total(Math.min(MAX_RECORDS, open(unit.connection(), input.segmentId())));
        }
        int limit = Math.min(progress.limit(SLICE), MAX_RECORDS - cursor.considered());
        List<Open> next = next(unit.connection(), input.segmentId(), cursor, limit);
        int assigned = decide(unit, input.segmentId(), next, progress);
        progress.done(next.size());
        count(unit, progress.jobId(), next.size(), assigned);
        Cursor after = next.isEmpty() ? cursor : after(next.getLast(), cursor.considered() + next.size());
        if (next.size() < limit || after.considered() >= MAX_RECORDS) {
            progress.finish();
            end(unit, progress.jobId());
        } else {
            progress.cursor(Json.text(after));
        }
    }

    @Override
    public boolean skip(Unit unit, JobProgress progress, String code, String message) throws IOException {
        Input input = Json.MAPPER.treeToValue(progress.input(), Input.class);
        Cursor cursor = cursor(progress);
        List<Open> next = next(unit.connection(), input.segmentId(), cursor, 1);
        if (next.isEmpty()) {
            end(unit, progress.jobId());
            return false;
        }
        progress.error(next.getFirst().key().text(), code, message);
        progress.cursor(Json.text(after(next.getFirst(), cursor.considered() + 1)));
        return true;
    }

    private static Cursor cursor(JobProgress progress) {
        String cursor = progress.cursor();
        return cursor == null ? Cursor.START : Json.read(cursor, Cursor.class);
    }

    private static Cursor after(Open last, int considered) {
        return new Cursor(last.since(), last.key().recordType(), last.key().recordId(), considered);
    }

    /** Records that left the segment or were closed are considered, but not decided: the decision is no longer needed. */
    private int decide(Unit unit, String segmentId, List<Open> next, JobProgress progress) {
        Map<RecordKey, StoredRecord> records =
                RecordRows.read(unit.connection(), next.stream().map(Open::key).toList());
        List<Assigner.Request> requests = new ArrayList<>();
        for (Open open : next) {
            StoredRecord record = records.get(open.key());
            Integer version = open.version();
            if (record != null && record.active() && open.member() && version != null) {
                requests.add(new Assigner.Request(record, segmentId, version, false, progress.cause()));
            }
        }
        return assigner.decide(unit, requests, Assigner.Method.RERUN).size();
    }

    private static List<Open> next(Connection connection, String segmentId, Cursor cursor, int limit) {
        return Rows.of(connection, NEXT)
                .with(segmentId, cursor.since(), cursor.recordType(), cursor.recordId(), limit)
                .list(row -> new Open(
                        new RecordKey(row.text("record_type"), row.text("record_id")),
                        row.instant("since"),
                        row.intOrNull("rule_version"),
                        Boolean.TRUE.equals(row.boolOrNull("member"))));
    }

    private static long open(Connection connection, String segmentId) {
        return Rows.of(
                        connection,
                        "select count(*) as records from record_assignment"
                                + " where segment_id = ? and status = 'needs-attention'")
                .with(segmentId)
                .one(row -> row.longValue("records"));
    }

    private static void count(Unit unit, String runId, int considered, int assigned) {
        Rows.of(
                        unit.connection(),
                        "update assignment_run set considered = considered + ?, assigned = assigned + ? where id = ?")
                .with(considered, assigned, runId)
                .update();
    }

    private static void end(Unit unit, String runId) {
        Rows.of(unit.connection(), "update assignment_run set ended_at = ? where id = ?")
                .with(unit.now(), runId)
                .update();
    }
}
