package dev.sequences.enrollment.abtest;

import dev.sequences.chassis.jobs.JobHandler;
import dev.sequences.chassis.jobs.JobProgress;
import dev.sequences.chassis.rows.Rows;
import dev.sequences.chassis.unit.Unit;
import jakarta.enterprise.context.ApplicationScoped;

/** Deletes the messages of an ended test, which count for nothing any more. There may be millions. */
@ApplicationScoped
public class DeleteTestMessagesJob implements JobHandler {

    static final String KIND = "forget-test-messages";
    private static final int SLICE = 2_000;

    /** The ended test. */
    public record Input(String testId) {}

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void slice(Unit unit, JobProgress progress) {
        int limit = progress.limit(SLICE);
        int deleted = Rows.of(
                        unit.connection(),
                        "delete from ab_test_message where step_id in"
                                + " (select step_id from ab_test_message where ab_test_id = ? limit ?)")
                .with(progress.input().get("testId").asText(), limit)
                .update();
        progress.done(deleted);
        if (deleted < limit) {
            progress.finish();
        }
    }
}
