package dev.sequences.enrollment.jobs;

import static dev.sequences.enrollment.enrollment.Enrollments.ENROLLMENT;

import dev.sequences.chassis.jobs.JobHandler;
import dev.sequences.chassis.jobs.JobProgress;
import dev.sequences.chassis.rows.Rows;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.enrollment.enrollment.model.EndReason;
import dev.sequences.enrollment.enrollment.model.EnrollmentCommand.EndEnrollment;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Ends the open enrollments of a deactivated or deleted sequence, up to 200 per transaction. */
@ApplicationScoped
public class EndEnrollmentsJob implements JobHandler {

    public static final String KIND = "end-enrollments";
    private static final int SLICE = 200;

    /** Ends enrollments of {@code upToVersion} and earlier; those of a later activation are not affected. */
    public record Input(String sequenceId, int upToVersion) {}

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void slice(Unit unit, JobProgress progress) {
        int limit = progress.limit(SLICE);
        List<String> open = open(unit, progress, limit);
        unit.preload(open);
        for (String id : open) {
            unit.execute(
                    ENROLLMENT,
                    id,
                    new EndEnrollment(EndReason.SEQUENCE_DEACTIVATED, null, null, unit.now()),
                    progress.cause());
        }
        progress.done(open.size());
        if (open.size() < limit) {
            progress.finish();
        }
    }

    @Override
    public boolean skip(Unit unit, JobProgress progress, String code, String message) {
        List<String> next = open(unit, progress, 1);
        if (next.isEmpty()) {
            return false;
        }
        progress.error(next.getFirst(), code, message);
        progress.cursor(next.getFirst());
        return true;
    }

    /** Ended enrollments no longer match, so the cursor moves only past a skipped one. */
    private static List<String> open(Unit unit, JobProgress progress, int limit) {
        return Rows.of(
                        unit.connection(),
                        "select enrollment_id from enrollment where sequence_id = ? and version <= ?"
                                + " and ended_at is null and enrollment_id > ? order by enrollment_id limit ?")
                .with(
                        progress.input().get("sequenceId").asText(),
                        progress.input().get("upToVersion").asInt(),
                        progress.cursor() == null ? "" : progress.cursor(),
                        limit)
                .list(row -> row.text("enrollment_id"));
    }
}
