package dev.sequences.enrollment.intake.timers;

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

    private final DueEnrollments walks;

    AnswerTimer(DueEnrollments walks) {
        this.walks = walks;
    }

    @Override
    public String kind() {
        return WhenWaitStartedThenSetTimer.ANSWER;
    }

    @Override
    public void fire(Unit unit, List<DueTimer> due) {
        walks.goOn(
                unit,
                due,
                "system:answer-timer",
                (stepId, walk) ->
                        new AnswerByTimeout(stepId, walk.graph(), walk.recordOwner(), walk.facts(), unit.now()));
    }
}
