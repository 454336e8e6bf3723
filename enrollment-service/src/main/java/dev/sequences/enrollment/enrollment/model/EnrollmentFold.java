package dev.sequences.enrollment.enrollment.model;

import dev.sequences.enrollment.enrollment.model.Enrollment.Advance;
import dev.sequences.enrollment.enrollment.model.Enrollment.AtStep;
import dev.sequences.enrollment.enrollment.model.Enrollment.AwaitingAnswer;
import dev.sequences.enrollment.enrollment.model.Enrollment.Ended;
import dev.sequences.enrollment.enrollment.model.Enrollment.Failed;
import dev.sequences.enrollment.enrollment.model.Enrollment.Failure;
import dev.sequences.enrollment.enrollment.model.Enrollment.Held;
import dev.sequences.enrollment.enrollment.model.Enrollment.Moving;
import dev.sequences.enrollment.enrollment.model.Enrollment.NotStarted;
import dev.sequences.enrollment.enrollment.model.Enrollment.Place;
import dev.sequences.enrollment.enrollment.model.Enrollment.Progress;
import dev.sequences.enrollment.enrollment.model.Enrollment.Waiting;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.ActivityNoted;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.AdvanceRequested;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.AnswerAwaited;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.CallResultNoted;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.ConditionEvaluated;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.EnrollmentEnded;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.FieldUpdateConcluded;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.FieldUpdateRequested;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.HoldEnded;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.MessageRequested;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.RecordEnrolled;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.StepCancelled;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.StepCompleted;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.StepFailed;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.StepHeld;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.StepOpened;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.StepReassigned;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.StepRescheduled;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.StepRetried;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.StepSkipped;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.WaitEnded;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.WaitStarted;
import dev.sequences.enrollment.enrollment.model.graph.Node;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Applies an event to the state of an enrollment. Never refuses, since stored events are facts. */
final class EnrollmentFold {

    private EnrollmentFold() {}

    static Enrollment after(Enrollment state, EnrollmentEvent event) {
        return switch (event) {
            case RecordEnrolled enrolled -> new Moving(started(enrolled));
            case StepOpened opened ->
                new AtStep(
                        withMemory(stopped(state, opened), memory -> memory.withOpened(opened.stepType())),
                        opened.stepId(),
                        opened.stepKey(),
                        opened.assignee(),
                        opened.dueAt(),
                        opened.dueAt(),
                        0);
            case StepCompleted done ->
                new Moving(withMemory(
                        progress(state, done).withStepCompleted(),
                        memory -> memory.withClosed(done.stepId(), done.at(), false, done.callResult())));
            case StepSkipped skipped ->
                new Moving(withMemory(
                        progress(state, skipped),
                        memory -> memory.withClosed(skipped.stepId(), skipped.at(), true, null)));
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
            case StepReassigned reassigned ->
                state instanceof AtStep at
                        ? new AtStep(
                                at.progress(),
                                at.stepId(),
                                at.stepKey(),
                                reassigned.assignee(),
                                at.dueAt(),
                                at.proposedDueAt(),
                                at.snoozeCount())
                        : state;
            case WaitStarted wait -> new Waiting(stopped(state, wait), wait.stepId(), wait.stepKey(), wait.until());
            case WaitEnded ended -> new Moving(progress(state, ended));
            case MessageRequested message ->
                new Moving(withMemory(progress(state, message), memory -> memory.withOpened(message.stepType())));
            case AnswerAwaited awaited ->
                new AwaitingAnswer(
                        // The update that is awaited stays pending.
                        awaited.stepType().equals(Node.UpdateField.TYPE)
                                ? progress(state, awaited)
                                : stopped(state, awaited),
                        awaited.stepId(),
                        awaited.stepKey(),
                        awaited.until());
            case ConditionEvaluated answered -> new Moving(progress(state, answered));
            case ActivityNoted noted -> noted(state, noted);
            case CallResultNoted noted ->
                state instanceof AtStep at
                        ? new AtStep(
                                withMemory(at.progress(), memory -> memory.withCallResult(noted.result())),
                                at.stepId(),
                                at.stepKey(),
                                at.assignee(),
                                at.dueAt(),
                                at.proposedDueAt(),
                                at.snoozeCount())
                        : state;
            case FieldUpdateRequested update -> updated(state, update);
            case FieldUpdateConcluded concluded -> new Moving(progress(state, concluded));
            case StepHeld held ->
                new Held(
                        progress(state, held),
                        held.stepId(),
                        held.stepKey(),
                        held.reason(),
                        held.until(),
                        held.entering(),
                        held.day());
            case HoldEnded ended -> new Moving(progress(state, ended).with(placeOf(state)));
            case AdvanceRequested advance ->
                state instanceof Ended
                        ? state
                        : new Moving(progress(state, advance), new Advance(advance.stepId(), advance.stepKey(), null));
            case StepFailed failed -> failed(state, failed);
            case StepRetried retried ->
                state instanceof Ended ended
                        ? ended(ended, retried.stepId(), retried.stepKey(), null)
                        : new Moving(progress(state, retried));
            case EnrollmentEnded ended ->
                new Ended(
                        progress(state, ended),
                        ended.reason(),
                        ended.at(),
                        state instanceof Moving moving ? moving.advance() : null);
        };
    }

    /** The update stays pending until the enrollment stops at the next node. */
    private static Enrollment updated(Enrollment state, FieldUpdateRequested update) {
        return state instanceof Moving moving
                ? new Moving(moving.progress().with(moving.progress().updates().and(update)), moving.advance())
                : state;
    }

    private static Progress stopped(Enrollment state, EnrollmentEvent event) {
        return progress(state, event).with(FieldUpdates.NONE);
    }

    private static @Nullable Place placeOf(Enrollment state) {
        return state instanceof Held held && held.day() != null ? new Place(held.stepId(), held.day()) : null;
    }

    private static Enrollment failed(Enrollment state, StepFailed failed) {
        return state instanceof Ended ended
                ? ended(ended, failed.stepId(), failed.stepKey(), new Failure(failed.code(), failed.reason()))
                : new Failed(
                        withoutRefusedUpdate(progress(state, failed), failed),
                        failed.stepId(),
                        failed.stepKey(),
                        failed.code(),
                        failed.reason());
    }

    private static Progress withoutRefusedUpdate(Progress progress, StepFailed failed) {
        return failed.stepType().equals(Node.UpdateField.TYPE)
                ? progress.with(progress.updates().without(failed.stepId()))
                : progress;
    }

    private static Ended ended(Ended ended, String stepId, String stepKey, @Nullable Failure failure) {
        return new Ended(ended.progress(), ended.reason(), ended.at(), new Advance(stepId, stepKey, failure));
    }

    private static Progress withMemory(Progress progress, UnaryOperator<ContactHistory> what) {
        return progress.with(what.apply(progress.memory()));
    }

    /** Applies in every state: a customer may answer an email while the next step is open. */
    private static Enrollment noted(Enrollment state, ActivityNoted noted) {
        UnaryOperator<ContactHistory> what = memory -> Activities.interaction(noted.type())
                .map(interaction -> memory.withInteraction(interaction, noted.stepId(), noted.at()))
                .orElse(memory);
        return switch (state) {
            case AtStep at ->
                new AtStep(
                        withMemory(at.progress(), what),
                        at.stepId(),
                        at.stepKey(),
                        at.assignee(),
                        at.dueAt(),
                        at.proposedDueAt(),
                        at.snoozeCount());
            case Waiting at -> new Waiting(withMemory(at.progress(), what), at.stepId(), at.stepKey(), at.until());
            case AwaitingAnswer at ->
                new AwaitingAnswer(withMemory(at.progress(), what), at.stepId(), at.stepKey(), at.until());
            case Held at ->
                new Held(
                        withMemory(at.progress(), what),
                        at.stepId(),
                        at.stepKey(),
                        at.reason(),
                        at.until(),
                        at.entering(),
                        at.day());
            case Failed at ->
                new Failed(withMemory(at.progress(), what), at.stepId(), at.stepKey(), at.code(), at.reason());
            case Moving at -> new Moving(withMemory(at.progress(), what));
            case NotStarted none -> none;
            case Ended ended -> ended;
        };
    }

    private static Progress started(RecordEnrolled enrolled) {
        return new Progress(enrolled.subject(), enrolled.assignee(), enrolled.assigneeFixed(), enrolled.at(), 0);
    }

    private static Progress progress(Enrollment state, EnrollmentEvent event) {
        @Nullable Progress known = EnrollmentDecider.progressOf(state);
        return known == null ? new Progress(event.subject(), Assignee.user("unknown"), false, Instant.EPOCH, 0) : known;
    }
}
