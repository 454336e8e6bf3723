package dev.sequences.enrollment.policies;

import static dev.sequences.enrollment.enrollment.Enrollments.ENROLLMENT;

import dev.sequences.chassis.jobs.JobHandler;
import dev.sequences.chassis.jobs.JobProgress;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.enrollment.enrollment.model.EnrollmentCommand.CheckExit;
import dev.sequences.enrollment.reference.ExitReferences;
import dev.sequences.enrollment.reference.WalkContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** A record has changed that exit criteria of others ask about; an account may have thousands of contacts. */
@ApplicationScoped
public class CheckRelatedExitsJob implements JobHandler {

    public static final String KIND = "check-related-exits";
    private static final int SLICE = 200;

    /** Key of the record that has changed. */
    public record Input(String recordKey) {}

    private final ExitReferences references;
    private final WalkContext walks;

    CheckRelatedExitsJob(ExitReferences references, WalkContext walks) {
        this.references = references;
        this.walks = walks;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void slice(Unit unit, JobProgress progress) throws Exception {
        String after = progress.cursor() == null ? "" : progress.cursor();
        List<String> asking =
                references.asking(unit, progress.input().get("recordKey").asText(), after, SLICE);
        WalkContext.Walks prepared = walks.prepare(unit, asking);
        for (String id : asking) {
            prepared.of(id)
                    .ifPresent(walk -> unit.execute(
                            ENROLLMENT, id, new CheckExit(walk.graph(), walk.facts(), unit.now()), progress.cause()));
        }
        progress.done(asking.size());
        if (asking.size() < SLICE) {
            progress.finish();
        } else {
            progress.cursor(asking.getLast());
        }
    }
}
