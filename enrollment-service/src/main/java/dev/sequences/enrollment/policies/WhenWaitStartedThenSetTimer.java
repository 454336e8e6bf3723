package dev.sequences.enrollment.policies;

import dev.sequences.chassis.eventlog.Recorded;
import dev.sequences.chassis.unit.EventEffect;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Sets the timer of a wait or a time limit in the transaction that starts it, and cancels it in the one that ends it. */
@ApplicationScoped
public class WhenWaitStartedThenSetTimer implements EventEffect {

    /** Kind of the timers of waits. */
    public static final String WAIT = "wait";

    /** Kind of the timers of time limits. */
    public static final String ANSWER = "answer";

    /** Returns the timer id of a time limit. */
    private static String answerOf(String stepId) {
        return ANSWER + ":" + stepId;
    }

    /** Returns the timer id of a wait. */
    public static String timerOf(String stepId) {
        return WAIT + ":" + stepId;
    }

    /** Returns the step a timer belongs to. */
    public static String stepOf(String timerId) {
        return timerId.substring(timerId.indexOf(':') + 1);
    }

    @Override
    public void apply(Unit unit, List<Recorded<?>> events) {
        for (Recorded<?> recorded : events) {
            switch (recorded.event()) {
                case EnrollmentEvent.WaitStarted e ->
                    unit.timers().set(timerOf(e.stepId()), WAIT, recorded.aggregateId(), e.until(), recorded);
                case EnrollmentEvent.WaitEnded e -> unit.timers().cancel(timerOf(e.stepId()));
                case EnrollmentEvent.StepCancelled e -> {
                    unit.timers().cancel(timerOf(e.stepId()));
                    unit.timers().cancel(answerOf(e.stepId()));
                }
                case EnrollmentEvent.AnswerAwaited e ->
                    unit.timers().set(answerOf(e.stepId()), ANSWER, recorded.aggregateId(), e.until(), recorded);
                case EnrollmentEvent.ConditionEvaluated e -> unit.timers().cancel(answerOf(e.stepId()));
                default -> {
                    // Other events do not start or end a timer.
                }
            }
        }
    }
}
