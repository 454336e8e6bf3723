package dev.sequences.enrollment.enrollment.model;

import dev.sequences.chassis.decider.Decider;
import dev.sequences.chassis.decider.Decision;
import dev.sequences.chassis.decider.Refusal;
import dev.sequences.chassis.ids.DerivedIds;
import dev.sequences.enrollment.enrollment.model.Enrollment.AtStep;
import dev.sequences.enrollment.enrollment.model.Enrollment.AwaitingAnswer;
import dev.sequences.enrollment.enrollment.model.Enrollment.Ended;
import dev.sequences.enrollment.enrollment.model.Enrollment.Failed;
import dev.sequences.enrollment.enrollment.model.Enrollment.Held;
import dev.sequences.enrollment.enrollment.model.Enrollment.Moving;
import dev.sequences.enrollment.enrollment.model.Enrollment.NotStarted;
import dev.sequences.enrollment.enrollment.model.Enrollment.Progress;
import dev.sequences.enrollment.enrollment.model.Enrollment.Waiting;
import dev.sequences.enrollment.enrollment.model.EnrollmentCommand.AnswerByTimeout;
import dev.sequences.enrollment.enrollment.model.EnrollmentCommand.CheckExit;
import dev.sequences.enrollment.enrollment.model.EnrollmentCommand.CompleteStep;
import dev.sequences.enrollment.enrollment.model.EnrollmentCommand.ConcludeFieldUpdate;
import dev.sequences.enrollment.enrollment.model.EnrollmentCommand.ElapseWait;
import dev.sequences.enrollment.enrollment.model.EnrollmentCommand.EndEnrollment;
import dev.sequences.enrollment.enrollment.model.EnrollmentCommand.EnrollRecord;
import dev.sequences.enrollment.enrollment.model.EnrollmentCommand.FailAdvance;
import dev.sequences.enrollment.enrollment.model.EnrollmentCommand.NoteActivity;
import dev.sequences.enrollment.enrollment.model.EnrollmentCommand.ReassignStep;
import dev.sequences.enrollment.enrollment.model.EnrollmentCommand.ReleaseHeldStep;
import dev.sequences.enrollment.enrollment.model.EnrollmentCommand.RescheduleStep;
import dev.sequences.enrollment.enrollment.model.EnrollmentCommand.RetryStep;
import dev.sequences.enrollment.enrollment.model.EnrollmentCommand.SkipStep;
import dev.sequences.enrollment.enrollment.model.EnrollmentCommand.SkipWait;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.ActivityNoted;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.CallResultNoted;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.EnrollmentEnded;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.RecordEnrolled;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.StepCancelled;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.StepCompleted;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.StepReassigned;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.StepRescheduled;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.StepSkipped;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.WaitEnded;
import dev.sequences.enrollment.enrollment.model.graph.Graph;
import dev.sequences.enrollment.enrollment.model.graph.Node;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides about an enrollment. The decision that closes the current node also moves to the next node that needs time or a
 * seller (domain rule 5.2). Late commands for a node that is not current any more change nothing.
 */
public final class EnrollmentDecider implements Decider<EnrollmentCommand, Enrollment, EnrollmentEvent> {

    /** Upper bound of the counter (domain section 11). */
    private static final int MAX_SNOOZES = 10_000;

    @Override
    public Enrollment initial() {
        return new NotStarted();
    }

    /** Returns the id of a step instance. An enrollment visits each node at most once. */
    public static String stepId(String enrollmentId, String key) {
        return DerivedIds.of(enrollmentId + "/" + key);
    }

    @Override
    public Decision<EnrollmentEvent> decide(Enrollment state, EnrollmentCommand command) {
        return switch (command) {
            case EnrollRecord enroll -> enroll(state, enroll);
            case CompleteStep complete -> complete(state, complete);
            case SkipStep skip -> skip(state, skip);
            case RescheduleStep reschedule -> reschedule(state, reschedule);
            case ReassignStep reassign -> reassign(state, reassign);
            case ElapseWait elapse -> elapse(state, elapse);
            case SkipWait skip -> skipWait(state, skip);
            case AnswerByTimeout timeout -> answer(state, timeout);
            case ReleaseHeldStep release -> releaseHeld(state, release);
            case ConcludeFieldUpdate conclude -> conclude(state, conclude);
            case NoteActivity activity -> note(state, activity);
            case CheckExit check -> Exits.onRecord(state, check);
            case FailAdvance fail -> Failures.ofAdvance(state, fail);
            case RetryStep retry -> Failures.retry(this, state, retry);
            case EndEnrollment end -> end(state, end);
        };
    }

    private Decision<EnrollmentEvent> enroll(Enrollment state, EnrollRecord command) {
        if (!(state instanceof NotStarted)) {
            return Decision.accept();
        }
        String first = command.startAt() == null ? command.graph().start() : command.startAt();
        Optional<Node> node = command.graph().node(first);
        if (node.isEmpty()) {
            return Decision.refuse(Refusal.rule(
                    "step-unknown",
                    "startAtStep",
                    "The live version has no node '" + first + "'.",
                    "Send the key of a node of the live version, or omit startAtStep to begin at the start."));
        }
        RecordEnrolled enrolled = new RecordEnrolled(
                command.subject(),
                command.source(),
                command.segmentId(),
                command.assigneeFixed()
                        ? command.assignee()
                        : Assignees.of(command.graph().assignTo(), command.assignee(), command.facts())
                                .orElse(command.assignee()),
                command.assigneeFixed(),
                command.at());
        GraphTraversal traversal =
                new GraphTraversal(this, state, command.graph(), command.assignee(), command.facts(), command.at());
        traversal.add(enrolled);
        traversal.enter(command.enrollmentId(), node);
        return Decision.accept(traversal.events());
    }

    private Decision<EnrollmentEvent> complete(Enrollment state, CompleteStep command) {
        if (!(state instanceof AtStep at) || !at.stepId().equals(command.stepId())) {
            return Decision.accept();
        }
        GraphTraversal traversal =
                new GraphTraversal(this, state, command.graph(), command.recordOwner(), command.facts(), command.at());
        traversal.add(new StepCompleted(
                at.progress().subject(),
                at.stepId(),
                at.stepKey(),
                command.callResult() == null ? loggedResult(at) : command.callResult(),
                command.by(),
                command.doneAt()));
        traversal.moveTo(at.stepId(), command.graph().after(at.stepKey()));
        return Decision.accept(traversal.events());
    }

    /** Result logged by the telephone system, used when the seller enters none. */
    private static @Nullable String loggedResult(AtStep at) {
        return at.progress().memory().isCallOpen() ? at.progress().memory().callResult() : null;
    }

    private Decision<EnrollmentEvent> skip(Enrollment state, SkipStep command) {
        if (!(state instanceof AtStep at) || !at.stepId().equals(command.stepId())) {
            return Decision.accept();
        }
        GraphTraversal traversal =
                new GraphTraversal(this, state, command.graph(), command.recordOwner(), command.facts(), command.at());
        traversal.add(new StepSkipped(
                at.progress().subject(), at.stepId(), at.stepKey(), command.reason(), command.by(), command.doneAt()));
        traversal.moveTo(at.stepId(), command.graph().after(at.stepKey()));
        return Decision.accept(traversal.events());
    }

    private static Decision<EnrollmentEvent> reschedule(Enrollment state, RescheduleStep command) {
        if (!(state instanceof AtStep at)
                || !at.stepId().equals(command.stepId())
                || at.dueAt().equals(command.dueAt())) {
            return Decision.accept();
        }
        return Decision.accept(new StepRescheduled(
                at.progress().subject(),
                at.stepId(),
                at.stepKey(),
                command.dueAt(),
                at.proposedDueAt(),
                Math.min(at.snoozeCount() + 1, MAX_SNOOZES)));
    }

    private static Decision<EnrollmentEvent> reassign(Enrollment state, ReassignStep command) {
        if (!(state instanceof AtStep at)
                || !at.stepId().equals(command.stepId())
                || at.assignee().equals(command.assignee())) {
            return Decision.accept();
        }
        return Decision.accept(
                new StepReassigned(at.progress().subject(), at.stepId(), at.stepKey(), command.assignee()));
    }

    private Decision<EnrollmentEvent> elapse(Enrollment state, ElapseWait command) {
        // The second condition ignores a timer that was set for another time.
        if (!(state instanceof Waiting waiting)
                || !waiting.stepId().equals(command.stepId())
                || command.at().isBefore(waiting.until())) {
            return Decision.accept();
        }
        GraphTraversal traversal =
                new GraphTraversal(this, state, command.graph(), command.recordOwner(), command.facts(), command.at());
        return endWait(traversal, waiting, "elapsed", command.graph(), command.at());
    }

    private Decision<EnrollmentEvent> skipWait(Enrollment state, SkipWait command) {
        if (!(state instanceof Waiting waiting) || !waiting.stepId().equals(command.stepId())) {
            return Decision.accept();
        }
        GraphTraversal traversal =
                new GraphTraversal(this, state, command.graph(), command.recordOwner(), command.facts(), command.at());
        return endWait(traversal, waiting, "skipped", command.graph(), command.at());
    }

    private static Decision<EnrollmentEvent> endWait(
            GraphTraversal traversal, Waiting waiting, String how, Graph graph, Instant at) {
        traversal.add(new WaitEnded(
                waiting.progress().subject(), waiting.stepId(), waiting.stepKey(), how, waiting.until(), at));
        traversal.moveTo(waiting.stepId(), graph.after(waiting.stepKey()));
        return Decision.accept(traversal.events());
    }

    private Decision<EnrollmentEvent> releaseHeld(Enrollment state, ReleaseHeldStep command) {
        if (!(state instanceof Held held)
                || !held.stepId().equals(command.stepId())
                || command.at().isBefore(held.until())
                || Gate.recheckAt(state, command).isPresent()) {
            return Decision.accept();
        }
        GraphTraversal traversal =
                new GraphTraversal(this, state, command.graph(), command.recordOwner(), command.facts(), command.at());
        traversal.releaseHeld(held, command);
        return Decision.accept(traversal.events());
    }

    private Decision<EnrollmentEvent> answer(Enrollment state, AnswerByTimeout command) {
        if (!(state instanceof AwaitingAnswer awaiting)
                || !awaiting.stepId().equals(command.stepId())
                || command.at().isBefore(awaiting.until())) {
            return Decision.accept();
        }
        GraphTraversal traversal =
                new GraphTraversal(this, state, command.graph(), command.recordOwner(), command.facts(), command.at());
        traversal.onTimeout(awaiting);
        return Decision.accept(traversal.events());
    }

    /** A late outcome changes nothing: the enrollment has continued or ended. */
    private Decision<EnrollmentEvent> conclude(Enrollment state, ConcludeFieldUpdate command) {
        if (!(state instanceof AwaitingAnswer awaiting)
                || !awaiting.stepId().equals(command.stepId())
                || !(command.graph().node(awaiting.stepKey()).orElse(null) instanceof Node.UpdateField)) {
            return Decision.accept();
        }
        GraphTraversal traversal =
                new GraphTraversal(this, state, command.graph(), command.recordOwner(), command.facts(), command.at());
        traversal.onFieldUpdate(awaiting, command.outcome(), command.failure());
        return Decision.accept(traversal.events());
    }

    /** Exit criteria take precedence over a condition that waits for the same activity (domain section 12). */
    private Decision<EnrollmentEvent> note(Enrollment state, NoteActivity command) {
        Progress progress = progressOf(state);
        if (progress == null || state instanceof Ended) {
            return Decision.accept();
        }
        GraphTraversal traversal =
                new GraphTraversal(this, state, command.graph(), command.recordOwner(), command.facts(), command.at());
        traversal.add(new ActivityNoted(
                progress.subject(), command.activityId(), command.type(), command.stepId(), command.happenedAt()));
        if (command.callResult() != null
                && state instanceof AtStep at
                && at.progress().memory().isCallOpen()
                && (command.stepId() == null || command.stepId().equals(at.stepId()))) {
            traversal.add(new CallResultNoted(
                    progress.subject(),
                    at.stepId(),
                    at.stepKey(),
                    command.activityId(),
                    command.callResult(),
                    command.happenedAt()));
        }
        boolean isExit =
                command.graph().exits().stream().anyMatch(exit -> command.type().equals(exit.onActivity()));
        if (isExit) {
            Exits.leave(state, command.at()).forEach(traversal::add);
        } else if (state instanceof AwaitingAnswer awaiting) {
            traversal.onActivity(awaiting, command.type(), command.happenedAt());
        }
        return Decision.accept(traversal.events());
    }

    private static Decision<EnrollmentEvent> end(Enrollment state, EndEnrollment command) {
        return switch (state) {
            case NotStarted none ->
                Decision.refuse(Refusal.unknown(
                        "enrollment-unknown",
                        "The enrollment does not exist.",
                        "Check the id, or list the enrollments."));
            case Ended over -> Decision.accept();
            case Moving moving -> Decision.accept(ended(moving.progress(), command));
            case Failed failed -> Decision.accept(ended(failed.progress(), command));
            case AtStep at ->
                Decision.accept(
                        new StepCancelled(at.progress().subject(), at.stepId(), at.stepKey()),
                        ended(at.progress(), command));
            case Waiting waiting ->
                Decision.accept(
                        new StepCancelled(waiting.progress().subject(), waiting.stepId(), waiting.stepKey()),
                        ended(waiting.progress(), command));
            case AwaitingAnswer awaiting ->
                Decision.accept(
                        new StepCancelled(awaiting.progress().subject(), awaiting.stepId(), awaiting.stepKey()),
                        ended(awaiting.progress(), command));
            case Held held -> Decision.accept(Gate.cancel(held, command.at()), ended(held.progress(), command));
        };
    }

    private static EnrollmentEnded ended(Progress progress, EndEnrollment command) {
        return new EnrollmentEnded(
                progress.subject(),
                command.reason(),
                command.disposition(),
                command.note(),
                progress.completedSteps(),
                progress.enrolledAt(),
                command.at());
    }

    @Override
    public Enrollment evolve(Enrollment state, EnrollmentEvent event) {
        return EnrollmentFold.after(state, event);
    }

    /** Returns the data shared by all states; null before the first event. */
    public static @Nullable Progress progressOf(Enrollment state) {
        return switch (state) {
            case NotStarted none -> null;
            case AtStep at -> at.progress();
            case Waiting waiting -> waiting.progress();
            case AwaitingAnswer awaiting -> awaiting.progress();
            case Held held -> held.progress();
            case Failed failed -> failed.progress();
            case Moving moving -> moving.progress();
            case Ended ended -> ended.progress();
        };
    }
}
