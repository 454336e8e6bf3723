package dev.sequences.enrollment.enrollment.model;

import dev.sequences.enrollment.enrollment.model.Enrollment.AwaitingAnswer;
import dev.sequences.enrollment.enrollment.model.Enrollment.Progress;
import dev.sequences.enrollment.enrollment.model.EnrollmentCommand.ReleaseHeldStep;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.AdvanceRequested;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.AnswerAwaited;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.ConditionEvaluated;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.EnrollmentEnded;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.FieldUpdateConcluded;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.FieldUpdateRequested;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.HoldEnded;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.MessageRequested;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.StepCompleted;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.StepFailed;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.StepHeld;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.StepOpened;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.WaitStarted;
import dev.sequences.enrollment.enrollment.model.graph.Graph;
import dev.sequences.enrollment.enrollment.model.graph.Node;
import dev.sequences.enrollment.enrollment.model.graph.RecordFacts;
import dev.sequences.language.condition.Explanation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Moves an enrollment from one stop to the next. Conditions, commands and messages in between are executed at once (rule 5.2).
 * Every event is folded when it is added, so that later nodes see its effect.
 */
final class GraphTraversal {

    private static final String SENDER = "system:sender";

    private final EnrollmentDecider decider;
    private final Graph graph;
    private final Instant at;
    private final List<EnrollmentEvent> events = new ArrayList<>();
    private Enrollment state;
    private Assignee recordOwner;
    private RecordFacts facts;

    GraphTraversal(
            EnrollmentDecider decider,
            Enrollment state,
            Graph graph,
            Assignee recordOwner,
            RecordFacts facts,
            Instant at) {
        this.decider = decider;
        this.state = state;
        this.graph = graph;
        this.recordOwner = recordOwner;
        this.facts = facts;
        this.at = at;
    }

    List<EnrollmentEvent> events() {
        return events;
    }

    void add(EnrollmentEvent event) {
        events.add(event);
        state = decider.evolve(state, event);
    }

    Enrollment state() {
        return state;
    }

    private Progress progress() {
        return Objects.requireNonNull(EnrollmentDecider.progressOf(state), "an enrollment must exist");
    }

    private Subject subject() {
        return progress().subject();
    }

    /**
     * Moves to {@code first} and continues to the next stop.
     *
     * @param seed id of the previous step, from which the next id is derived
     */
    void moveTo(String seed, Optional<Node> first) {
        moveTo(seed, first, false);
    }

    /** As {@link #moveTo}, from the first node of the enrollment. */
    void enter(String seed, Optional<Node> first) {
        moveTo(seed, first, true);
    }

    private void moveTo(String seed, Optional<Node> first, boolean entering) {
        if (first.isPresent()) {
            continueAt(EnrollmentDecider.stepId(seed, first.get().key()), first.get(), entering);
        } else {
            complete();
        }
    }

    /** Continues with {@code first}, which has the given step id. */
    void continueAt(String firstId, Node first) {
        continueAt(firstId, first, false);
    }

    private void continueAt(String firstId, Node first, boolean entering) {
        String stepId = firstId;
        Node node = first;
        // Count the enrollment when it begins, even if its first step fails.
        if (entering && holdsAt(Gate.checkArrival(node, true, false, graph.timetable(), at), node, stepId, true)) {
            return;
        }
        while (!failsAt(node, stepId)
                && !holdsAt(checkArrival(node, stepId), node, stepId, false)
                && !stopsAt(node, stepId)) {
            Optional<Node> next = execute(node, stepId);
            if (next.isEmpty()) {
                complete();
                return;
            }
            node = next.get();
            stepId = EnrollmentDecider.stepId(stepId, node.key());
        }
    }

    private Optional<Gate.Closed> checkArrival(Node node, String stepId) {
        boolean counted = progress().hasPlace(stepId, graph.timetable().day(at));
        return Gate.checkArrival(node, false, counted, graph.timetable(), at);
    }

    private void complete() {
        if (!(state instanceof Enrollment.Ended)) {
            end(EndReason.SEQUENCE_COMPLETED);
        }
    }

    /** Continues a held step whose timer is due, or holds it again. */
    void releaseHeld(Enrollment.Held held, ReleaseHeldStep command) {
        Node node = graph.node(held.stepKey())
                .orElseThrow(() -> new IllegalStateException(held.stepKey() + " is not in the graph"));
        if (holdsAt(Gate.checkDue(node, held, command), node, held.stepId(), held.entering())) {
            return;
        }
        add(new HoldEnded(subject(), held.stepId(), held.stepKey(), "passed", at));
        if (!failsAt(node, held.stepId()) && !stopsAt(node, held.stepId())) {
            moveTo(held.stepId(), execute(node, held.stepId()));
        }
    }

    private boolean holdsAt(Optional<Gate.Closed> closed, Node node, String stepId, boolean entering) {
        closed.ifPresent(gate -> add(new StepHeld(
                subject(),
                stepId,
                node.key(),
                node.type(),
                node.name(),
                gate.reason(),
                gate.until(),
                entering,
                gate.day(),
                at)));
        return closed.isPresent();
    }

    /** Returns whether the node cannot be executed; if so, adds the failure. */
    private boolean failsAt(Node node, String stepId) {
        Optional<Enrollment.Failure> failure = Failures.of(node, progress(), graph, recordOwner, facts, at);
        failure.ifPresent(
                why -> add(new StepFailed(subject(), stepId, node.key(), node.type(), why.code(), why.reason(), at)));
        return failure.isPresent();
    }

    /** Returns whether the enrollment stops at this node; if so, opens it. */
    private boolean stopsAt(Node node, String stepId) {
        // A wait needs no assignee.
        Assignee assignee = Assignees.ofStep(progress(), graph.assignTo(), recordOwner, facts)
                .orElse(recordOwner);
        switch (node) {
            case Node.Step step ->
                add(new StepOpened(
                        subject(),
                        stepId,
                        step.key(),
                        step.type(),
                        step.name(),
                        step.description(),
                        step.templateId(),
                        assignee,
                        graph.timetable().dueAt(at)));
            case Node.Wait pause ->
                add(new WaitStarted(
                        subject(),
                        stepId,
                        pause.key(),
                        pause.duration().toString(),
                        graph.timetable().endOfWait(at, pause.duration()),
                        assignee));
            case Node.EventWait wait ->
                add(new AnswerAwaited(subject(), stepId, wait.key(), "event-wait", at.plus(wait.within())));
            case Node.UpdateField update -> {
                if (graph.fieldUpdateTimeout().isZero()) {
                    return false;
                }
                request(update, stepId);
                add(new AnswerAwaited(
                        subject(), stepId, update.key(), update.type(), at.plus(graph.fieldUpdateTimeout())));
            }
            case Node.EmailCondition condition -> {
                Instant limit = pendingUntil(condition);
                if (limit == null) {
                    return false;
                }
                add(new AnswerAwaited(subject(), stepId, condition.key(), "email-condition", limit));
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private Optional<Node> execute(Node node, String stepId) {
        return switch (node) {
            case Node.Message message -> {
                send(
                        message.key(),
                        message.type(),
                        message.name(),
                        message.templateId(),
                        message.language(),
                        null,
                        stepId);
                yield graph.after(node.key());
            }
            case Node.AbTest test -> {
                boolean a = usesVersionA(test, stepId);
                Node.AbTest.Version version = a ? test.a() : test.b();
                send(
                        test.key(),
                        "ab-test",
                        test.name(),
                        version.templateId(),
                        version.language(),
                        a ? "a" : "b",
                        stepId);
                yield graph.after(node.key());
            }
            case Node.EmailCondition condition ->
                branch(node, stepId, "email-condition", satisfied(condition), "the time limit has passed");
            case Node.PhoneCondition condition -> {
                String result = progress().memory().callResult();
                yield branch(
                        node,
                        stepId,
                        "phone-condition",
                        result != null && condition.results().contains(result),
                        result == null ? "the call has no result" : "the result is " + result);
            }
            case Node.FieldCondition condition -> {
                Explanation explanation = condition.when().explain(facts, graph.timeOf(at));
                boolean holds = explanation.holds();
                boolean missing = !holds && !condition.when().missing(facts).isEmpty();
                yield branch(
                        node,
                        stepId,
                        "field-condition",
                        holds || (missing && condition.onMissing().equals("take-yes")),
                        ConditionReasons.text(explanation));
            }
            case Node.UpdateField update -> {
                request(update, stepId);
                facts = facts.with(update.field(), update.value());
                if (update.ownerId() != null) {
                    recordOwner = Assignee.of(update.ownerType(), update.ownerId());
                }
                yield graph.after(node.key());
            }
            case Node.Advance advance -> {
                add(new AdvanceRequested(subject(), stepId, advance.key(), advance.sequenceId(), at));
                end(EndReason.ADVANCED);
                yield Optional.empty();
            }
            case Node.Step step -> throw unexpectedStop(node);
            case Node.Wait pause -> throw unexpectedStop(node);
            case Node.EventWait wait -> throw unexpectedStop(node);
        };
    }

    private void request(Node.UpdateField update, String stepId) {
        add(new FieldUpdateRequested(
                subject(),
                stepId,
                update.key(),
                update.field(),
                update.value(),
                update.ownerType(),
                update.ownerId(),
                at));
    }

    private static IllegalStateException unexpectedStop(Node node) {
        return new IllegalStateException("the enrollment stops at " + node.key());
    }

    private void send(
            String key,
            String type,
            String name,
            String templateId,
            @Nullable String language,
            @Nullable String version,
            String stepId) {
        add(new MessageRequested(subject(), stepId, key, type, name, templateId, language, version, at));
        add(new StepCompleted(subject(), stepId, key, null, SENDER, at));
    }

    /** Hashes the step id, so that a record always gets the same version. */
    private boolean usesVersionA(Node.AbTest test, String stepId) {
        String winner = graph.winners().get(test.key());
        if (winner != null) {
            return winner.equals("a");
        }
        if (test.endsAt() != null && !at.isBefore(test.endsAt())) {
            return test.defaultVersion().equals("a");
        }
        return Math.floorMod(stepId.hashCode() * 0x9E3779B9, 100) < test.shareOfA();
    }

    private Optional<Node> branch(Node node, String stepId, String type, boolean yes, String why) {
        add(new ConditionEvaluated(subject(), stepId, node.key(), type, yes, why, at));
        return graph.branch(node.key(), yes);
    }

    /** Returns until when the condition has to wait; null when it can be evaluated now. */
    private @Nullable Instant pendingUntil(Node.EmailCondition condition) {
        ContactHistory.LastEmail email = progress().memory().email();
        if (email == null || email.skipped()) {
            return null;
        }
        Instant limit = email.doneAt().plus(condition.within());
        boolean known = !at.isBefore(limit) || (condition.immediately() && satisfied(condition));
        return known ? null : limit;
    }

    /**
     * Returns whether the customer did in time what the condition asks for. A skipped email was never sent, so nothing counts.
     */
    private boolean satisfied(Node.EmailCondition condition) {
        ContactHistory.LastEmail email = progress().memory().email();
        if (email == null || email.skipped()) {
            return false;
        }
        Instant limit = email.doneAt().plus(condition.within());
        var inTime = condition.interactions().stream()
                .map(wanted -> email.interactions().get(wanted))
                .map(when -> when != null && !when.isAfter(limit));
        return condition.all() ? inTime.allMatch(done -> done) : inTime.anyMatch(done -> done);
    }

    /**
     * Continues after a field update, or fails its step.
     *
     * @param failure why the update was refused; null when the enrollment continues
     */
    void onFieldUpdate(AwaitingAnswer awaiting, String outcome, Enrollment.@Nullable Failure failure) {
        if (failure != null) {
            add(new StepFailed(
                    subject(),
                    awaiting.stepId(),
                    awaiting.stepKey(),
                    Node.UpdateField.TYPE,
                    failure.code(),
                    failure.reason(),
                    at));
            return;
        }
        add(new FieldUpdateConcluded(subject(), awaiting.stepId(), awaiting.stepKey(), outcome, at));
        moveTo(awaiting.stepId(), graph.after(awaiting.stepKey()));
    }

    /** Evaluates the open condition, or continues after a field update, when the time limit has passed. */
    void onTimeout(AwaitingAnswer awaiting) {
        Node node = graph.node(awaiting.stepKey()).orElse(null);
        if (node instanceof Node.UpdateField) {
            onFieldUpdate(awaiting, "unknown", null);
            return;
        }
        boolean yes = node instanceof Node.EmailCondition condition && satisfied(condition);
        conclude(awaiting, yes, "the time limit has passed");
    }

    /** Evaluates the open condition after an activity, which may satisfy it. */
    void onActivity(AwaitingAnswer awaiting, String activityType, Instant happenedAt) {
        if (happenedAt.isAfter(awaiting.until())) {
            return;
        }
        switch (graph.node(awaiting.stepKey()).orElse(null)) {
            case Node.EventWait wait
            when wait.event().equals(activityType) -> conclude(awaiting, true, activityType + " happened");
            case Node.EmailCondition condition
            when condition.immediately() && satisfied(condition) ->
                conclude(awaiting, true, activityType + " happened");
            case null, default -> {
                // Not the expected activity.
            }
        }
    }

    private void conclude(AwaitingAnswer awaiting, boolean yes, String why) {
        String type = graph.node(awaiting.stepKey()).orElse(null) instanceof Node.EventWait
                ? "event-wait"
                : "email-condition";
        add(new ConditionEvaluated(subject(), awaiting.stepId(), awaiting.stepKey(), type, yes, why, at));
        moveTo(awaiting.stepId(), graph.branch(awaiting.stepKey(), yes));
    }

    private void end(EndReason reason) {
        Progress progress = progress();
        add(new EnrollmentEnded(
                progress.subject(), reason, null, null, progress.completedSteps(), progress.enrolledAt(), at));
    }
}
