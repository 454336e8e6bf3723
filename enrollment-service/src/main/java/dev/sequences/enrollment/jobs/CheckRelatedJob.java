package dev.sequences.enrollment.jobs;

import static dev.sequences.enrollment.enrollment.Enrollments.ENROLLMENT;

import dev.sequences.chassis.flow.Cause;
import dev.sequences.chassis.jobs.JobHandler;
import dev.sequences.chassis.jobs.JobProgress;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.enrollment.enrollment.EnrollmentContexts;
import dev.sequences.enrollment.enrollment.model.EnrollmentCommand.CheckExit;
import dev.sequences.enrollment.enrollment.model.EnrollmentCommand.RetryStep;
import dev.sequences.enrollment.reference.RelatedChanges;
import dev.sequences.enrollment.reference.RelatedChanges.PendingCheck;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Rechecks enrollments that depend on changed related records: ends those whose exit criteria are now met and retries those
 * that failed for a missing field. One job processes all pending changes, since an account may have thousands of contacts and
 * a nightly import may change a hundred thousand accounts.
 */
@ApplicationScoped
public class CheckRelatedJob implements JobHandler {

    public static final String KIND = "check-related";

    /** Actor of retries caused by a changed record. */
    public static final String BY = "system:record-change";

    private static final int SLICE = 200;

    private final RelatedChanges changes;
    private final EnrollmentContexts contexts;

    CheckRelatedJob(RelatedChanges changes, EnrollmentContexts contexts) {
        this.changes = changes;
        this.contexts = contexts;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void slice(Unit unit, JobProgress progress) {
        List<PendingCheck> checks = changes.next(unit, progress.limit(SLICE));
        EnrollmentContexts.Batch prepared = contexts.prepare(
                unit, checks.stream().map(PendingCheck::enrollmentId).toList());
        for (PendingCheck check : checks) {
            prepared.of(check.enrollmentId())
                    .ifPresent(context -> check(unit, check.enrollmentId(), context, context.basedOn(check.cause())));
        }
        progress.done(checks.size());
        if (!changes.any(unit)) {
            progress.finish();
        }
    }

    /** Checks the exit criteria first; an enrollment that ends is not retried. */
    private static void check(Unit unit, String id, EnrollmentContexts.Context context, Cause cause) {
        unit.execute(ENROLLMENT, id, new CheckExit(context.graph(), context.facts(), unit.now()), cause);
        unit.execute(
                ENROLLMENT,
                id,
                new RetryStep(BY, false, context.graph(), context.recordOwner(), context.facts(), unit.now()),
                cause);
    }

    @Override
    public boolean skip(Unit unit, JobProgress progress, String code, String message) {
        List<PendingCheck> next = changes.next(unit, 1);
        next.forEach(check -> progress.error(check.enrollmentId(), code, message));
        return !next.isEmpty() || changes.any(unit);
    }
}
