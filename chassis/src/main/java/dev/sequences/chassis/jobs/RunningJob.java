package dev.sequences.chassis.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequences.chassis.flow.Cause;
import dev.sequences.chassis.json.Json;
import dev.sequences.chassis.unit.Unit;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One job whose row this transaction holds; what is changed lasts when it was stored. */
final class RunningJob implements JobProgress {

    private static final int ERRORS_KEPT = 1_000;

    private final String id;
    private final String kind;
    private final JsonNode input;
    private final Cause cause;
    private final SliceSize size;
    private @Nullable String cursor;
    private long done;
    private long total;
    private long failed;
    private int attempts;
    private final List<Job.JobError> errors;
    private String status = "running";

    private RunningJob(ResultSet row, SliceSize size) throws SQLException {
        this.size = size;
        id = row.getString(1);
        kind = row.getString(2);
        input = Json.read(row.getString(3), JsonNode.class);
        cause = Json.read(row.getString(4), Cause.class);
        cursor = row.getString(5);
        done = row.getLong(6);
        total = row.getLong(7);
        failed = row.getLong(8);
        attempts = row.getInt(9);
        errors = new ArrayList<>(Job.JobError.all(row.getString(10)));
    }

    /** Null when the job has ended, or another replica is at it. */
    static @Nullable RunningJob lock(Unit unit, String id, SliceSize size) throws SQLException {
        try (PreparedStatement read = unit.connection()
                .prepareStatement("select id, kind, input, cause, progress, done, total, failed, attempts, errors"
                        + " from chassis.job where id = ? and status = 'running' for update skip locked")) {
            read.setString(1, id);
            try (ResultSet row = read.executeQuery()) {
                return row.next() ? new RunningJob(row, size) : null;
            }
        }
    }

    void store(Unit unit) throws SQLException {
        boolean ended = !status.equals("running");
        try (PreparedStatement update = unit.connection()
                .prepareStatement("update chassis.job set status = ?, progress = ?, done = ?, total = ?, failed = ?,"
                        + " errors = ?::jsonb, attempts = ?, ended_at = ? where id = ?")) {
            update.setString(1, status);
            update.setString(2, cursor);
            update.setLong(3, done);
            update.setLong(4, Math.max(total, done + failed));
            update.setLong(5, failed);
            update.setString(6, Json.text(errors.size() > ERRORS_KEPT ? errors.subList(0, ERRORS_KEPT) : errors));
            update.setInt(7, attempts);
            update.setObject(8, ended ? unit.now().atOffset(ZoneOffset.UTC) : null);
            update.setString(9, id);
            update.executeUpdate();
        }
    }

    String kind() {
        return kind;
    }

    /** How often in a row the slice that is next has failed, with this time. */
    int failedAgain() {
        return ++attempts;
    }

    void wentOn() {
        attempts = 0;
    }

    void giveUp(String reason) {
        errors.add(0, new Job.JobError("job", "unexpected", "The job was given up: " + reason));
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
    public int atMost(int usual) {
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
