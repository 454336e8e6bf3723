package dev.sequences.enrollment.enrollment.model;

import dev.sequences.chassis.decider.Decider;
import dev.sequences.chassis.decider.Decision;
import dev.sequences.chassis.decider.Refusal;
import dev.sequences.enrollment.enrollment.model.Enrollment.AtStep;
import dev.sequences.enrollment.enrollment.model.Enrollment.Ended;
import dev.sequences.enrollment.enrollment.model.Enrollment.Moving;
import dev.sequences.enrollment.enrollment.model.Enrollment.NotStarted;
import dev.sequences.enrollment.enrollment.model.Enrollment.Progress;
import dev.sequences.enrollment.enrollment.model.Enrollment.Waiting;
import dev.sequences.enrollment.enrollment.model.EnrollmentCommand.CompleteStep;
import dev.sequences.enrollment.enrollment.model.EnrollmentCommand.ElapseWait;
import dev.sequences.enrollment.enrollment.model.EnrollmentCommand.EndEnrollment;
import dev.sequences.enrollment.enrollment.model.EnrollmentCommand.EnrollRecord;
import dev.sequences.enrollment.enrollment.model.EnrollmentCommand.ReassignStep;
import dev.sequences.enrollment.enrollment.model.EnrollmentCommand.RescheduleStep;
import dev.sequences.enrollment.enrollment.model.EnrollmentCommand.SkipStep;
import dev.sequences.enrollment.enrollment.model.EnrollmentCommand.SkipWait;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.EnrollmentEnded;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.RecordEnrolled;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.StepCancelled;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.StepCompleted;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.StepOpened;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.StepReassigned;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.StepRescheduled;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.StepSkipped;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.WaitEnded;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.WaitStarted;
import dev.sequences.enrollment.enrollment.model.walk.Graph;
import dev.sequences.enrollment.enrollment.model.walk.Node;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The walk. Closing the current node produces the next resting place in the same decision (domain rule 5.2). What comes
 * late, for a node that is not current any more, changes nothing: the state moved on.
 */
public final class EnrollmentDecider implements Decider<EnrollmentCommand, Enrollment, EnrollmentEvent> {

    /** Bound of the counter (domain section 11). */
    private static final int MOST_SNOOZES = 10_000;

    @Override
    public Enrollment initial() {
        return new NotStarted();
    }

    /** The id of a step instance: a walk passes each node once at most. */
    public static String stepId(String enrollmentId, String key) {
        return UUID.nameUUIDFromBytes((enrollmentId + "/" + key).getBytes(StandardCharsets.UTF_8))
                .toString();
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
            case EndEnrollment end -> end(state, end);
        };
    }

    private static Decision<EnrollmentEvent> enroll(Enrollment state, EnrollRecord command) {
        if (!(state instanceof NotStarted)) {
            return Decision.accept();
        }
        String first = command.startAt() == null ? command.graph().start() : command.startAt();
        Optional<Node> node = command.graph().node(first);
        if (node.isEmpty()) {
            return Decision.refuse(Refusal.rule(
                    "step-unknown",
                    "startAtStep",
                    "The sequence has no node '" + first + "'.",
                    "Name a node of the live version, or leave it out to begin at the start."));
        }
        RecordEnrolled enrolled = new RecordEnrolled(
                command.subject(),
                command.source(),
                command.segmentId(),
                command.assignee(),
                command.assigneeFixed(),
                command.at());
        List<EnrollmentEvent> events = new ArrayList<>();
        events.add(enrolled);
        rest(events, command.enrollmentId(), started(enrolled), node, command.assignee(), command.at());
        return Decision.accept(events);
    }

    private static Decision<EnrollmentEvent> complete(Enrollment state, CompleteStep command) {
        if (!(state instanceof AtStep at) || !at.stepId().equals(command.stepId())) {
            return Decision.accept();
        }
        List<EnrollmentEvent> events = new ArrayList<>();
        events.add(new StepCompleted(
                at.progress().subject(), at.stepId(), at.stepKey(), command.callResult(), command.by(), command.at()));
        moveOn(
                events,
                at.progress().oneMoreCompleted(),
                at.stepKey(),
                at.stepId(),
                command.graph(),
                command.recordOwner(),
                command.at());
        return Decision.accept(events);
    }

    private static Decision<EnrollmentEvent> skip(Enrollment state, SkipStep command) {
        if (!(state instanceof AtStep at) || !at.stepId().equals(command.stepId())) {
            return Decision.accept();
        }
        List<EnrollmentEvent> events = new ArrayList<>();
        events.add(new StepSkipped(
                at.progress().subject(), at.stepId(), at.stepKey(), command.reason(), command.by(), command.at()));
        moveOn(events, at.progress(), at.stepKey(), at.stepId(), command.graph(), command.recordOwner(), command.at());
        return Decision.accept(events);
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
                Math.min(at.snoozeCount() + 1, MOST_SNOOZES)));
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

    private static Decision<EnrollmentEvent> elapse(Enrollment state, ElapseWait command) {
        // The second condition guards against a timer that was set for another moment.
        if (!(state instanceof Waiting waiting)
                || !waiting.stepId().equals(command.stepId())
                || command.at().isBefore(waiting.until())) {
            return Decision.accept();
        }
        return wakeUp(waiting, "elapsed", command.graph(), command.recordOwner(), command.at());
    }

    private static Decision<EnrollmentEvent> skipWait(Enrollment state, SkipWait command) {
        if (!(state instanceof Waiting waiting) || !waiting.stepId().equals(command.stepId())) {
            return Decision.accept();
        }
        return wakeUp(waiting, "skipped", command.graph(), command.recordOwner(), command.at());
    }

    private static Decision<EnrollmentEvent> wakeUp(
            Waiting waiting, String how, Graph graph, Assignee recordOwner, Instant at) {
        List<EnrollmentEvent> events = new ArrayList<>();
        events.add(new WaitEnded(
                waiting.progress().subject(), waiting.stepId(), waiting.stepKey(), how, waiting.until(), at));
        moveOn(events, waiting.progress(), waiting.stepKey(), waiting.stepId(), graph, recordOwner, at);
        return Decision.accept(events);
    }

    private static Decision<EnrollmentEvent> end(Enrollment state, EndEnrollment command) {
        return switch (state) {
            case NotStarted none ->
                Decision.refuse(Refusal.unknown(
                        "enrollment-unknown", "There is no such enrollment.", "Check the id, or list what there is."));
            case Ended over -> Decision.accept();
            case Moving moving -> Decision.accept(ended(moving.progress(), command));
            case AtStep at ->
                Decision.accept(
                        new StepCancelled(at.progress().subject(), at.stepId(), at.stepKey()),
                        ended(at.progress(), command));
            case Waiting waiting ->
                Decision.accept(
                        new StepCancelled(waiting.progress().subject(), waiting.stepId(), waiting.stepKey()),
                        ended(waiting.progress(), command));
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

    /** The step id of the closed node is made of the enrollment's id, which the state need not repeat. */
    private static void moveOn(
            List<EnrollmentEvent> events,
            Progress progress,
            String closedKey,
            String closedStepId,
            Graph graph,
            Assignee recordOwner,
            Instant at) {
        Assignee next = progress.assigneeFixed() ? progress.assignee() : recordOwner;
        rest(events, closedStepId, progress, graph.after(closedKey), next, at);
    }

    private static void rest(
            List<EnrollmentEvent> events,
            String seed,
            Progress progress,
            Optional<Node> node,
            Assignee assignee,
            Instant at) {
        Subject subject = progress.subject();
        switch (node.orElse(null)) {
            case null ->
                events.add(new EnrollmentEnded(
                        subject,
                        EndReason.SEQUENCE_COMPLETED,
                        null,
                        null,
                        progress.completedSteps(),
                        progress.enrolledAt(),
                        at));
            case Node.Step step ->
                events.add(new StepOpened(
                        subject,
                        stepId(seed, step.key()),
                        step.key(),
                        step.type(),
                        step.name(),
                        step.description(),
                        step.templateId(),
                        assignee,
                        at));
            case Node.Wait pause ->
                events.add(new WaitStarted(
                        subject,
                        stepId(seed, pause.key()),
                        pause.key(),
                        pause.duration().toString(),
                        at.plus(pause.duration()),
                        assignee));
        }
    }

    @Override
    public Enrollment evolve(Enrollment state, EnrollmentEvent event) {
        return switch (event) {
            case RecordEnrolled enrolled -> new Moving(started(enrolled));
            case StepOpened opened ->
                new AtStep(
                        progress(state, opened),
                        opened.stepId(),
                        opened.stepKey(),
                        opened.assignee(),
                        opened.dueAt(),
                        opened.dueAt(),
                        0);
            case StepCompleted done -> new Moving(progress(state, done).oneMoreCompleted());
            case StepSkipped skipped -> new Moving(progress(state, skipped));
            case StepCancelled cancelled -> new Moving(progress(state, cancelled));
            case StepRescheduled moved ->
                state instanceof AtStep at
                        ? new AtStep(
                                at.progress(),
                                at.stepId(),
                                at.stepKey(),
                                at.assignee(),
                                moved.dueAt(),
                                at.proposedDueAt(),
                                moved.snoozeCount())
                        : state;
            case StepReassigned given ->
                state instanceof AtStep at
                        ? new AtStep(
                                at.progress(),
                                at.stepId(),
                                at.stepKey(),
                                given.assignee(),
                                at.dueAt(),
                                at.proposedDueAt(),
                                at.snoozeCount())
                        : state;
            case WaitStarted wait -> new Waiting(progress(state, wait), wait.stepId(), wait.stepKey(), wait.until());
            case WaitEnded over -> new Moving(progress(state, over));
            case EnrollmentEnded ended -> new Ended(progress(state, ended), ended.reason(), ended.at());
        };
    }

    private static Progress started(RecordEnrolled enrolled) {
        return new Progress(enrolled.subject(), enrolled.assignee(), enrolled.assigneeFixed(), enrolled.at(), 0);
    }

    private static Progress progress(Enrollment state, EnrollmentEvent event) {
        @Nullable Progress known = progressOf(state);
        return known == null
                ? new Progress(event.subject(), new Assignee("user", "unknown"), false, Instant.EPOCH, 0)
                : known;
    }

    /** What all stages share; null before the first event. */
    public static @Nullable Progress progressOf(Enrollment state) {
        return switch (state) {
            case NotStarted none -> null;
            case AtStep at -> at.progress();
            case Waiting waiting -> waiting.progress();
            case Moving moving -> moving.progress();
            case Ended ended -> ended.progress();
        };
    }
}
