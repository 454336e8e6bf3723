package dev.sequences.enrollment.timers;

import static dev.sequences.enrollment.enrollment.Enrollments.ENROLLMENT;

import dev.sequences.chassis.unit.DueTimer;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.enrollment.enrollment.EnrollmentContexts;
import dev.sequences.enrollment.enrollment.model.EnrollmentCommand;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.BiFunction;

/** Executes a command for each enrollment whose timer is due, in the transaction that removes the timers. */
@ApplicationScoped
class DueEnrollments {

    private final EnrollmentContexts contexts;

    DueEnrollments(EnrollmentContexts contexts) {
        this.contexts = contexts;
    }

    /**
     * @param actor recorded as the actor of the change
     * @param command creates the command from the step id of the timer and the enrollment's context
     */
    void execute(
            Unit unit,
            List<DueTimer> due,
            String actor,
            BiFunction<String, EnrollmentContexts.Context, EnrollmentCommand> command) {
        EnrollmentContexts.Batch prepared =
                contexts.prepare(unit, due.stream().map(DueTimer::owner).toList());
        for (DueTimer timer : due) {
            prepared.of(timer.owner())
                    .ifPresent(context -> unit.execute(
                            ENROLLMENT,
                            timer.owner(),
                            command.apply(StepTimer.stepOf(timer.id()), context),
                            context.basedOn(timer.causeBy(actor))));
        }
    }
}
