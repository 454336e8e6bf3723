package dev.sequences.enrollment.intake.records;

import static dev.sequences.enrollment.enrollment.Enrollments.ENROLLMENT;

import dev.sequences.chassis.flow.Cause;
import dev.sequences.chassis.intake.Message;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.enrollment.enrollment.EnrollmentContexts;
import dev.sequences.enrollment.enrollment.OpenEnrollments;
import dev.sequences.enrollment.enrollment.model.Enrollment;
import dev.sequences.enrollment.enrollment.model.Enrollment.Progress;
import dev.sequences.enrollment.enrollment.model.EnrollmentCommand.RetryStep;
import dev.sequences.enrollment.enrollment.model.EnrollmentDecider;
import dev.sequences.enrollment.jobs.CheckRelatedJob;
import dev.sequences.enrollment.reference.ExitReferences;
import dev.sequences.enrollment.reference.Records;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Retries failed steps whose record has changed. */
@ApplicationScoped
class RecordRetries {

    private final OpenEnrollments open;
    private final EnrollmentContexts contexts;
    private final ExitReferences references;

    RecordRetries(OpenEnrollments open, EnrollmentContexts contexts, ExitReferences references) {
        this.open = open;
        this.contexts = contexts;
        this.references = references;
    }

    /** Enrollments that still fail stay unchanged, without a new event. */
    void retry(Unit unit, List<Message> changed) {
        Map<String, Cause> causes = new LinkedHashMap<>();
        changed.forEach(message -> causes.put(message.key(), message.cause()));
        List<String> failed = open.findFailed(unit, causes.keySet());
        if (failed.isEmpty()) {
            return;
        }
        EnrollmentContexts.Batch prepared = contexts.prepare(unit, failed);
        for (String id : failed) {
            Progress progress =
                    EnrollmentDecider.progressOf(unit.load(ENROLLMENT, id).state());
            Cause cause = progress == null
                    ? null
                    : causes.get(Records.key(
                            progress.subject().recordType(), progress.subject().recordId()));
            EnrollmentContexts.Context context =
                    cause == null ? null : prepared.of(id).orElse(null);
            if (cause == null || context == null) {
                continue;
            }
            unit.execute(
                    ENROLLMENT,
                    id,
                    new RetryStep(
                            CheckRelatedJob.BY,
                            false,
                            context.graph(),
                            context.recordOwner(),
                            context.facts(),
                            unit.now()),
                    context.basedOn(cause));
            if (unit.load(ENROLLMENT, id).state() instanceof Enrollment.Failed) {
                // The record may refer to other related records now.
                references.add(unit, id, context.graph().relations(), context.facts());
            }
        }
    }
}
