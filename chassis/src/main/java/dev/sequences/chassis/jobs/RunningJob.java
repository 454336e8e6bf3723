package dev.sequences.chassis.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequences.chassis.flow.Cause;
import dev.sequences.chassis.json.Json;
import dev.sequences.chassis.rows.Row;
import dev.sequences.chassis.rows.Rows;
import dev.sequences.chassis.unit.Unit;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A job whose row is locked by this transaction. Changes are written by {@link #store}. */
final class RunningJob implements JobProgress {

    private static final int MAX_ERRORS = 1_000;

    private final String id;
    private final String kind;
    private JsonNode input;
    private boolean inputChanged;
    private final Cause cause;
    private final SliceSize size;
    private @Nullable String cursor;
    private @Nullable String report;
    private long done;
    private long total;
    private long failed;
    private int attempts;
    private final List<Job.JobError> errors;
    private String status = "running";

    private RunningJob(Row row, SliceSize size) throws SQLException {
        this.size = size;
        id = row.text("id");
        kind = row.text("kind");
        input = Json.read(row.text("input"), JsonNode.class);
        cause = Json.read(row.text("cause"), Cause.class);
        cursor = row.textOrNull("progress");
        report = row.textOrNull("report");
        done = row.longValue("done");
        total = row.longValue("total");
        failed = row.longValue("failed");
        attempts = row.intValue("attempts");
        errors = new ArrayList<>(Job.JobError.all(row.text("errors")));
    }

    /** Locks a job; returns null if it has ended or another replica has locked it. */
    static @Nullable RunningJob lock(Unit unit, String id, SliceSize size) {
        return Rows.of(
                        unit.connection(),
                        "select id, kind, input, cause, progress, report, done, total, failed, attempts, errors"
                                + " from chassis.job where id = ? and status = 'running' for update skip locked")
                .with(id)
                .first(row -> new RunningJob(row, size))
                .orElse(null);
    }

    void store(Unit unit) throws SQLException {
        boolean ended = !status.equals("running");
        try (PreparedStatement update = unit.connection()
                .prepareStatement("update chassis.job set status = ?, progress = ?, done = ?, total = ?, failed = ?,"
                        + " errors = ?::jsonb, attempts = ?, ended_at = ?, report = ?::json where id = ?")) {
            update.setString(1, status);
            update.setString(2, cursor);
            update.setLong(3, done);
            update.setLong(4, Math.max(total, done + failed));
            update.setLong(5, failed);
            update.setString(6, Json.text(errors.size() > MAX_ERRORS ? errors.subList(0, MAX_ERRORS) : errors));
            update.setInt(7, attempts);
            update.setObject(8, ended ? unit.now().atOffset(ZoneOffset.UTC) : null);
            update.setString(9, report);
            update.setString(10, id);
            update.executeUpdate();
        }
        if (inputChanged) {
            Rows.of(unit.connection(), "update chassis.job set input = ?::jsonb where id = ?")
                    .with(Json.text(input), id)
                    .update();
        }
    }

    String kind() {
        return kind;
    }

    /** Counts a failure of the next slice and returns the number of consecutive failures. */
    int countFailure() {
        return ++attempts;
    }

    void resetFailures() {
        attempts = 0;
    }

    void abort(String reason) {
        errors.add(0, new Job.JobError("job", "unexpected", "The job was aborted: " + reason));
        status = done > 0 ? "partly" : "failed";
    }

    @Override
    public String jobId() {
        return id;
    }

    @Override
    public JsonNode input() {
        return input;
    }

    @Override
    public void input(Object next) {
        input = Json.MAPPER.valueToTree(next);
        inputChanged = true;
    }

    @Override
    public @Nullable String cursor() {
        return cursor;
    }

    @Override
    public void cursor(String next) {
        cursor = next;
    }

    @Override
    public void total(long items) {
        total = items;
    }

    @Override
    public void done(long items) {
        done += items;
    }

    @Override
    public void error(String item, String code, String message) {
        failed++;
        errors.add(new Job.JobError(item, code, message));
    }

    @Override
    public @Nullable JsonNode report() {
        return report == null ? null : Json.read(report, JsonNode.class);
    }

    @Override
    public void report(Object next) {
        report = Json.text(next);
    }

    @Override
    public int limit(int usual) {
        return size.of(usual);
    }

    @Override
    public void finish() {
        status = failed == 0 ? "succeeded" : done == 0 ? "failed" : "partly";
    }

    @Override
    public Cause cause() {
        return cause;
    }
}
