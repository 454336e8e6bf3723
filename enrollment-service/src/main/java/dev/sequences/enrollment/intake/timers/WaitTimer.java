package dev.sequences.enrollment.intake.timers;

import static dev.sequences.enrollment.enrollment.Enrollments.ENROLLMENT;

import dev.sequences.chassis.timers.DueTimer;
import dev.sequences.chassis.timers.TimerHandler;
import dev.sequences.chassis.unit.Cause;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.enrollment.enrollment.model.EnrollmentCommand.ElapseWait;
import dev.sequences.enrollment.policies.WhenWaitStartedThenSetTimer;
import dev.sequences.enrollment.reference.WalkContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** A due wait ends and the next step opens, in one transaction with the removal of the timer. */
@ApplicationScoped
public class WaitTimer implements TimerHandler {

    private final WalkContext walks;

    WaitTimer(WalkContext walks) {
        this.walks = walks;
    }

    @Override
    public String kind() {
        return WhenWaitStartedThenSetTimer.WAIT;
    }

    @Override
    public void fire(Unit unit, List<DueTimer> due) {
        WalkContext.Walks prepared =
                walks.prepare(unit, due.stream().map(DueTimer::owner).toList());
        for (DueTimer timer : due) {
            prepared.of(timer.owner())
                    .ifPresent(walk -> unit.execute(
                            ENROLLMENT,
                            timer.owner(),
                            new ElapseWait(
                                    WhenWaitStartedThenSetTimer.stepOf(timer.id()),
                                    walk.graph(),
                                    walk.recordOwner(),
                                    walk.facts(),
                                    unit.now()),
                            // The enrollment's id as correlation: the wait belongs to its flow, whatever came before.
                            new Cause("system:wait-timer", timer.owner(), timer.id(), null)));
        }
    }
}
