package dev.sequences.enrollment.timers;

import dev.sequences.chassis.timers.TimerHandler;
import dev.sequences.chassis.unit.DueTimer;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.enrollment.enrollment.model.EnrollmentCommand.AnswerByTimeout;
import dev.sequences.enrollment.policies.WhenWaitStartedThenSetTimer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Evaluates a condition whose time limit has passed, with the activities up to then. */
@ApplicationScoped
public class AnswerTimer implements TimerHandler {

    private final DueEnrollments contexts;

    AnswerTimer(DueEnrollments contexts) {
        this.contexts = contexts;
    }

    @Override
    public String kind() {
        return WhenWaitStartedThenSetTimer.ANSWER;
    }

    @Override
    public void fire(Unit unit, List<DueTimer> due) {
        contexts.goOn(
                unit,
                due,
                "system:answer-timer",
                (stepId, context) -> new AnswerByTimeout(
                        stepId, context.graph(), context.recordOwner(), context.facts(), unit.now()));
    }
}
