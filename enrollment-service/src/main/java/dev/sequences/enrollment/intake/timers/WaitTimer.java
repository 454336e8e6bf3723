package dev.sequences.enrollment.intake.timers;

import dev.sequences.chassis.timers.TimerHandler;
import dev.sequences.chassis.unit.DueTimer;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.enrollment.enrollment.model.EnrollmentCommand.ElapseWait;
import dev.sequences.enrollment.policies.WhenWaitStartedThenSetTimer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Ends a due wait and opens the next step. */
@ApplicationScoped
public class WaitTimer implements TimerHandler {

    private final DueEnrollments walks;

    WaitTimer(DueEnrollments walks) {
        this.walks = walks;
    }

    @Override
    public String kind() {
        return WhenWaitStartedThenSetTimer.WAIT;
    }

    @Override
    public void fire(Unit unit, List<DueTimer> due) {
        walks.goOn(
                unit,
                due,
                "system:wait-timer",
                (stepId, walk) -> new ElapseWait(stepId, walk.graph(), walk.recordOwner(), walk.facts(), unit.now()));
    }
}
