package dev.sequences.enrollment.policies;

import dev.sequences.chassis.eventlog.Recorded;
import dev.sequences.chassis.unit.EventEffect;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent;
import dev.sequences.enrollment.timers.StepTimer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Sets the timer of a wait or a time limit in the transaction that starts it, and cancels it in the one that ends it. */
@ApplicationScoped
public class WhenWaitStartedThenSetTimer implements EventEffect {

    @Override
    public void apply(Unit unit, List<Recorded<?>> events) {
        for (Recorded<?> recorded : events) {
            switch (recorded.event()) {
                case EnrollmentEvent.WaitStarted e ->
                    unit.timers()
                            .set(
                                    StepTimer.WAIT.id(e.stepId()),
                                    StepTimer.WAIT.kind(),
                                    recorded.aggregateId(),
                                    e.until(),
                                    recorded);
                case EnrollmentEvent.WaitEnded e -> unit.timers().cancel(StepTimer.WAIT.id(e.stepId()));
                case EnrollmentEvent.StepCancelled e -> {
                    unit.timers().cancel(StepTimer.WAIT.id(e.stepId()));
                    unit.timers().cancel(StepTimer.ANSWER.id(e.stepId()));
                }
                case EnrollmentEvent.AnswerAwaited e ->
                    unit.timers()
                            .set(
                                    StepTimer.ANSWER.id(e.stepId()),
                                    StepTimer.ANSWER.kind(),
                                    recorded.aggregateId(),
                                    e.until(),
                                    recorded);
                case EnrollmentEvent.FieldUpdateConcluded e -> unit.timers().cancel(StepTimer.ANSWER.id(e.stepId()));
                case EnrollmentEvent.StepFailed e -> unit.timers().cancel(StepTimer.ANSWER.id(e.stepId()));
                case EnrollmentEvent.ConditionEvaluated e -> unit.timers().cancel(StepTimer.ANSWER.id(e.stepId()));
                default -> {
                    // Other events do not start or end a timer.
                }
            }
        }
    }
}
