package dev.sequences.enrollment.intake.records;

import static dev.sequences.enrollment.enrollment.Enrollments.ENROLLMENT;

import dev.sequences.chassis.flow.Cause;
import dev.sequences.chassis.intake.Message;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.enrollment.enrollment.model.Enrollment;
import dev.sequences.enrollment.enrollment.model.Enrollment.Progress;
import dev.sequences.enrollment.enrollment.model.EnrollmentCommand.RetryStep;
import dev.sequences.enrollment.enrollment.model.EnrollmentDecider;
import dev.sequences.enrollment.policies.CheckRelatedJob;
import dev.sequences.enrollment.reference.EnrollmentContexts;
import dev.sequences.enrollment.reference.ExitReferences;
import dev.sequences.enrollment.reference.OpenEnrollments;
import dev.sequences.enrollment.reference.Records;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Retries failed steps whose record has changed. */
@ApplicationScoped
class RecordRetries {

    private final OpenEnrollments open;
    private final EnrollmentContexts walks;
    private final ExitReferences references;

    RecordRetries(OpenEnrollments open, EnrollmentContexts walks, ExitReferences references) {
        this.open = open;
        this.walks = walks;
        this.references = references;
    }

    /** Enrollments that still fail stay unchanged, without a new event. */
    void tryAgain(Unit unit, List<Message> changed) throws SQLException {
        Map<String, Cause> causes = new LinkedHashMap<>();
        changed.forEach(message -> causes.put(message.key(), message.cause()));
        List<String> standing = open.inError(unit, causes.keySet());
        if (standing.isEmpty()) {
            return;
        }
        EnrollmentContexts.Walks prepared = walks.prepare(unit, standing);
        for (String id : standing) {
            Progress progress =
                    EnrollmentDecider.progressOf(unit.load(ENROLLMENT, id).state());
            Cause cause = progress == null
                    ? null
                    : causes.get(Records.key(
                            progress.subject().recordType(), progress.subject().recordId()));
            EnrollmentContexts.Walk walk =
                    cause == null ? null : prepared.of(id).orElse(null);
            if (cause == null || walk == null) {
                continue;
            }
            unit.execute(
                    ENROLLMENT,
                    id,
                    new RetryStep(
                            CheckRelatedJob.BY, false, walk.graph(), walk.recordOwner(), walk.facts(), unit.now()),
                    cause);
            if (unit.load(ENROLLMENT, id).state() instanceof Enrollment.Failed) {
                // The record may refer to other related records now.
                references.keepAlso(unit, id, walk.graph().relations(), walk.facts());
            }
        }
    }
}
