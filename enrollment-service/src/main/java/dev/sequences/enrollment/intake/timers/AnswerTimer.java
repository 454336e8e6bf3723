package dev.sequences.enrollment.intake.timers;

import static dev.sequences.enrollment.enrollment.Enrollments.ENROLLMENT;

import dev.sequences.chassis.timers.DueTimer;
import dev.sequences.chassis.timers.TimerHandler;
import dev.sequences.chassis.unit.Cause;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.enrollment.enrollment.model.EnrollmentCommand.AnswerByTimeout;
import dev.sequences.enrollment.policies.WhenWaitStartedThenSetTimer;
import dev.sequences.enrollment.reference.WalkContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The time limit of a condition has passed: it is answered by what has happened until then. */
@ApplicationScoped
public class AnswerTimer implements TimerHandler {

    private final WalkContext walks;

    AnswerTimer(WalkContext walks) {
        this.walks = walks;
    }

    @Override
    public String kind() {
        return WhenWaitStartedThenSetTimer.ANSWER;
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
                            new AnswerByTimeout(
                                    WhenWaitStartedThenSetTimer.stepOf(timer.id()),
                                    walk.graph(),
                                    walk.recordOwner(),
                                    walk.facts(),
                                    unit.now()),
                            new Cause("system:answer-timer", timer.owner(), timer.id(), null)));
        }
    }
}
