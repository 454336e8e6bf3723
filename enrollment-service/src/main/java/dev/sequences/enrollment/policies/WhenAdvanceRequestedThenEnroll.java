package dev.sequences.enrollment.policies;

import dev.sequences.chassis.eventlog.Recorded;
import dev.sequences.chassis.unit.EventEffect;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.AdvanceRequested;
import dev.sequences.enrollment.timers.StepTimer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Sets a timer that enrolls the record in the target sequence after it has left this one. A timer survives a crash. */
@ApplicationScoped
public class WhenAdvanceRequestedThenEnroll implements EventEffect {

    @Override
    public void apply(Unit unit, List<Recorded<?>> events) {
        for (Recorded<?> recorded : events) {
            if (recorded.event() instanceof AdvanceRequested advance) {
                unit.timers()
                        .set(
                                StepTimer.advanceId(advance.stepId(), advance.toSequenceId()),
                                StepTimer.ADVANCE.kind(),
                                recorded.aggregateId(),
                                advance.at(),
                                recorded);
            }
        }
    }
}
