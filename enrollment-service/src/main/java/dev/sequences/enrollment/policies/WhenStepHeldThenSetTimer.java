package dev.sequences.enrollment.policies;

import dev.sequences.chassis.eventlog.Recorded;
import dev.sequences.chassis.unit.EventEffect;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.HoldEnded;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.StepHeld;
import dev.sequences.enrollment.timers.StepTimer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Sets the timer of a held step in the transaction that holds it. */
@ApplicationScoped
public class WhenStepHeldThenSetTimer implements EventEffect {

    @Override
    public void apply(Unit unit, List<Recorded<?>> events) {
        for (Recorded<?> recorded : events) {
            if (recorded.event() instanceof StepHeld held) {
                unit.timers()
                        .set(
                                StepTimer.HOLD.id(held.stepId()),
                                StepTimer.HOLD.kind(),
                                recorded.aggregateId(),
                                held.until(),
                                recorded);
            } else if (recorded.event() instanceof HoldEnded over) {
                unit.timers().cancel(StepTimer.HOLD.id(over.stepId()));
            }
        }
    }
}
