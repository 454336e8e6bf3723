package dev.sequences.enrollment.timers;

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

    private final DueEnrollments contexts;

    WaitTimer(DueEnrollments contexts) {
        this.contexts = contexts;
    }

    @Override
    public String kind() {
        return WhenWaitStartedThenSetTimer.WAIT;
    }

    @Override
    public void fire(Unit unit, List<DueTimer> due) {
        contexts.goOn(
                unit,
                due,
                "system:wait-timer",
                (stepId, context) ->
                        new ElapseWait(stepId, context.graph(), context.recordOwner(), context.facts(), unit.now()));
    }
}
