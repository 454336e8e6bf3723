package dev.sequences.enrollment.policies;

import dev.sequences.chassis.eventlog.Recorded;
import dev.sequences.chassis.unit.EventEffect;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.HoldEnded;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.StepHeld;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Sets the timer of a held step in the transaction that holds it. */
@ApplicationScoped
public class WhenStepHeldThenSetTimer implements EventEffect {

    /** Kind of the timers of held steps. */
    public static final String HOLD = "hold";

    /** Returns the timer id of a held step. */
    public static String timerOf(String stepId) {
        return HOLD + ":" + stepId;
    }

    /** Returns the step a timer belongs to. */
    public static String stepOf(String timerId) {
        return timerId.substring(timerId.indexOf(':') + 1);
    }

    @Override
    public void apply(Unit unit, List<Recorded<?>> events) {
        for (Recorded<?> recorded : events) {
            if (recorded.event() instanceof StepHeld held) {
                unit.timers().set(timerOf(held.stepId()), HOLD, recorded.aggregateId(), held.until(), recorded);
            } else if (recorded.event() instanceof HoldEnded over) {
                unit.timers().cancel(timerOf(over.stepId()));
            }
        }
    }
}
