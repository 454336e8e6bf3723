package dev.sequences.enrollment.timers;

import dev.sequences.chassis.timers.TimerHandler;
import dev.sequences.chassis.unit.DueTimer;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.enrollment.enrollment.model.EnrollmentCommand.ElapseWait;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Ends a due wait and opens the next step. */
@ApplicationScoped
public class WaitTimer implements TimerHandler {

    private final DueEnrollments dueEnrollments;

    WaitTimer(DueEnrollments dueEnrollments) {
        this.dueEnrollments = dueEnrollments;
    }

    @Override
    public String kind() {
        return StepTimer.WAIT.kind();
    }

    @Override
    public void fire(Unit unit, List<DueTimer> due) {
        dueEnrollments.execute(
                unit,
                due,
                "system:wait-timer",
                (stepId, context) ->
                        new ElapseWait(stepId, context.graph(), context.recordOwner(), context.facts(), unit.now()));
    }
}
