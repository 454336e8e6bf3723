package dev.sequences.enrollment.timers;

import static dev.sequences.enrollment.enrollment.Enrollments.ENROLLMENT;

import dev.sequences.chassis.timers.TimerHandler;
import dev.sequences.chassis.unit.DueTimer;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.enrollment.enrollment.EnrollmentContexts;
import dev.sequences.enrollment.enrollment.model.EnrollmentCommand.RetryStep;
import dev.sequences.enrollment.jobs.CheckRelatedJob;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Rechecks a failed step, since the record may have changed while the step failed. A step that still fails stays unchanged,
 * without a new event.
 */
@ApplicationScoped
public class RecheckTimer implements TimerHandler {

    private final EnrollmentContexts contexts;

    RecheckTimer(EnrollmentContexts contexts) {
        this.contexts = contexts;
    }

    @Override
    public String kind() {
        return StepTimer.RECHECK.kind();
    }

    @Override
    public void fire(Unit unit, List<DueTimer> due) {
        EnrollmentContexts.Batch prepared =
                contexts.prepare(unit, due.stream().map(DueTimer::owner).toList());
        for (DueTimer timer : due) {
            prepared.of(timer.owner())
                    .ifPresent(context -> unit.execute(
                            ENROLLMENT,
                            timer.owner(),
                            new RetryStep(
                                    CheckRelatedJob.BY,
                                    false,
                                    context.graph(),
                                    context.recordOwner(),
                                    context.facts(),
                                    unit.now()),
                            context.basedOn(timer.causeBy(CheckRelatedJob.BY))));
        }
    }
}
