package dev.sequences.enrollment.intake.segment;

import static dev.sequences.enrollment.enrollment.Enrollments.ENROLLMENT;

import dev.sequences.chassis.flow.Cause;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.enrollment.enrollment.EnrollmentContexts;
import dev.sequences.enrollment.enrollment.model.Enrollment;
import dev.sequences.enrollment.enrollment.model.EnrollmentCommand.ConcludeFieldUpdate;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Continues enrollments whose field update was applied or left to another system, and fails the step of a refused one. */
@ApplicationScoped
class FieldUpdateOutcomes {

    private final EnrollmentContexts contexts;

    FieldUpdateOutcomes(EnrollmentContexts contexts) {
        this.contexts = contexts;
    }

    /** @param failure why the update was refused; null if it was not */
    record Outcome(
            String enrollmentId, String stepId, String result, Enrollment.@Nullable Failure failure, Cause cause) {

        static Outcome applied(String enrollmentId, String stepId, Cause cause) {
            return new Outcome(enrollmentId, stepId, "applied", null, cause);
        }

        static Outcome delegated(String enrollmentId, String stepId, Cause cause) {
            return new Outcome(enrollmentId, stepId, "delegated", null, cause);
        }

        static Outcome refused(String enrollmentId, String stepId, Enrollment.Failure failure, Cause cause) {
            return new Outcome(enrollmentId, stepId, "refused", failure, cause);
        }
    }

    void conclude(Unit unit, List<Outcome> outcomes) {
        if (outcomes.isEmpty()) {
            return;
        }
        EnrollmentContexts.Batch prepared = contexts.prepare(
                unit, outcomes.stream().map(Outcome::enrollmentId).distinct().toList());
        for (Outcome outcome : outcomes) {
            prepared.of(outcome.enrollmentId())
                    .ifPresent(context -> unit.execute(
                            ENROLLMENT,
                            outcome.enrollmentId(),
                            new ConcludeFieldUpdate(
                                    outcome.stepId(),
                                    outcome.result(),
                                    outcome.failure(),
                                    context.graph(),
                                    context.recordOwner(),
                                    context.facts(),
                                    unit.now()),
                            outcome.cause()));
        }
    }
}
