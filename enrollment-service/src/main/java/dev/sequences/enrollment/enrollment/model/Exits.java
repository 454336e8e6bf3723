package dev.sequences.enrollment.enrollment.model;

import dev.sequences.chassis.decider.Decision;
import dev.sequences.enrollment.enrollment.model.EnrollmentCommand.CheckExit;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.EnrollmentEnded;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.StepCancelled;
import dev.sequences.language.condition.EvaluationTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Ends an enrollment, in any state, when an exit criterion is met. */
final class Exits {

    private Exits() {}

    static Decision<EnrollmentEvent> onRecord(Enrollment state, CheckExit command) {
        EvaluationTime time = command.graph().timeOf(command.at());
        boolean leaves = command.graph().exits().stream()
                .anyMatch(exit -> exit.when() != null && exit.when().holds(command.facts(), time));
        return leaves ? Decision.accept(leave(state, command.at())) : Decision.accept();
    }

    /** Returns no events for an enrollment that has not started or has ended. */
    static List<EnrollmentEvent> leave(Enrollment state, Instant at) {
        Enrollment.Progress progress = EnrollmentDecider.progressOf(state);
        List<EnrollmentEvent> events = new ArrayList<>();
        if (progress == null || state instanceof Enrollment.Ended) {
            return events;
        }
        switch (state) {
            case Enrollment.AtStep s -> events.add(new StepCancelled(progress.subject(), s.stepId(), s.stepKey()));
            case Enrollment.Waiting s -> events.add(new StepCancelled(progress.subject(), s.stepId(), s.stepKey()));
            case Enrollment.AwaitingAnswer s ->
                events.add(new StepCancelled(progress.subject(), s.stepId(), s.stepKey()));
            case Enrollment.Held s -> events.add(Gate.cancel(s, at));
            default -> {
                // Nothing is open.
            }
        }
        events.add(new EnrollmentEnded(
                progress.subject(),
                EndReason.EXIT_CRITERION_MET,
                null,
                null,
                progress.completedSteps(),
                progress.enrolledAt(),
                at));
        return events;
    }
}
