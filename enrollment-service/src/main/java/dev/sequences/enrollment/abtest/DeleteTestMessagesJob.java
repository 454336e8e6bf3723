package dev.sequences.enrollment.abtest;

import dev.sequences.chassis.jobs.JobHandler;
import dev.sequences.chassis.jobs.JobProgress;
import dev.sequences.chassis.unit.Unit;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;

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
    public void slice(Unit unit, JobProgress progress) throws Exception {
        int limit = progress.atMost(SLICE);
        try (PreparedStatement delete = unit.connection()
                .prepareStatement("delete from ab_test_message where step_id in"
                        + " (select step_id from ab_test_message where ab_test_id = ? limit ?)")) {
            delete.setString(1, progress.input().get("testId").asText());
            delete.setInt(2, limit);
            int deleted = delete.executeUpdate();
            progress.done(deleted);
            if (deleted < limit) {
                progress.finish();
            }
        }
    }
}
