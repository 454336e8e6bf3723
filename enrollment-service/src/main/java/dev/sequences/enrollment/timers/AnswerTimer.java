package dev.sequences.enrollment.timers;

import dev.sequences.chassis.timers.TimerHandler;
import dev.sequences.chassis.unit.DueTimer;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.enrollment.enrollment.model.EnrollmentCommand.AnswerByTimeout;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Evaluates a condition whose time limit has passed, with the activities up to then. */
@ApplicationScoped
public class AnswerTimer implements TimerHandler {

    private final DueEnrollments dueEnrollments;

    AnswerTimer(DueEnrollments dueEnrollments) {
        this.dueEnrollments = dueEnrollments;
    }

    @Override
    public String kind() {
        return StepTimer.ANSWER.kind();
    }

    @Override
    public void fire(Unit unit, List<DueTimer> due) {
        dueEnrollments.execute(
                unit,
                due,
                "system:answer-timer",
                (stepId, context) -> new AnswerByTimeout(
                        stepId, context.graph(), context.recordOwner(), context.facts(), unit.now()));
    }
}
