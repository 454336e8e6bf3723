package dev.sequences.enrollment.enrollment.model;

import dev.sequences.chassis.decider.Decision;
import dev.sequences.chassis.decider.Refusal;
import dev.sequences.enrollment.enrollment.model.Enrollment.Advance;
import dev.sequences.enrollment.enrollment.model.Enrollment.Ended;
import dev.sequences.enrollment.enrollment.model.Enrollment.Failed;
import dev.sequences.enrollment.enrollment.model.Enrollment.Failure;
import dev.sequences.enrollment.enrollment.model.Enrollment.Progress;
import dev.sequences.enrollment.enrollment.model.EnrollmentCommand.FailAdvance;
import dev.sequences.enrollment.enrollment.model.EnrollmentCommand.RetryStep;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.AdvanceRequested;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.StepFailed;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.StepRetried;
import dev.sequences.enrollment.enrollment.model.graph.Graph;
import dev.sequences.enrollment.enrollment.model.graph.Node;
import dev.sequences.enrollment.enrollment.model.graph.RecordFacts;
import java.time.Instant;
import java.util.Optional;

/** Failed steps: why a node cannot be executed, and retrying it. */
final class Failures {

    private Failures() {}

    /** Returns why the node cannot be executed now; empty when it can. */
    static Optional<Failure> of(
            Node node, Progress progress, Graph graph, Assignee recordOwner, RecordFacts facts, Instant at) {
        return switch (node) {
            case Node.Step step
            when Assignees.ofStep(progress, graph.assignTo(), recordOwner, facts)
                    .isEmpty() ->
                Optional.of(new Failure("assignee-missing", Assignees.missingReason(graph.assignTo())));
            case Node.FieldCondition condition
            when condition.onMissing().equals("error")
                    && !condition.when().holds(facts, graph.timeOf(at))
                    && !condition.when().missing(facts).isEmpty() ->
                Optional.of(new Failure(
                        "field-missing",
                        "The record has no value for "
                                + String.join(", ", condition.when().missing(facts)) + "."));
            default -> Optional.empty();
        };
    }

    static Decision<EnrollmentEvent> ofAdvance(Enrollment state, FailAdvance command) {
        if (!(state instanceof Ended ended)
                || ended.advance() == null
                || ended.failed()
                || !ended.advance().stepId().equals(command.stepId())) {
            return Decision.accept();
        }
        return Decision.accept(new StepFailed(
                ended.progress().subject(),
                command.stepId(),
                ended.advance().stepKey(),
                "advance",
                command.code(),
                command.reason(),
                command.at()));
    }

    static Decision<EnrollmentEvent> retry(EnrollmentDecider decider, Enrollment state, RetryStep command) {
        return switch (state) {
            case Enrollment.NotStarted none ->
                Decision.refuse(Refusal.unknown(
                        "enrollment-unknown",
                        "The enrollment does not exist.",
                        "Check the id, or list the enrollments."));
            case Failed failed -> retryStep(decider, failed, command);
            case Ended ended when ended.failed() && ended.advance() != null -> advance(ended, ended.advance(), command);
            default ->
                command.byUser()
                        ? Decision.refuse(Refusal.conflict(
                                "not-in-error",
                                "The enrollment has no failed step.",
                                "Reload the enrollment. Retry only enrollments with status error."))
                        : Decision.accept();
        };
    }

    /** An automatic retry that fails again records no event, since records change often. */
    private static Decision<EnrollmentEvent> retryStep(EnrollmentDecider decider, Failed failed, RetryStep command) {
        Optional<Node> node = command.graph().node(failed.stepKey());
        if (node.isEmpty()) {
            throw new IllegalStateException("the frozen graph has no node " + failed.stepKey());
        }
        if (node.get() instanceof Node.UpdateField && !command.byUser()) {
            // Each retry is a request to the system that owns the record, and records change often.
            return Decision.accept();
        }
        GraphTraversal traversal = new GraphTraversal(
                decider, failed, command.graph(), command.recordOwner(), command.facts(), command.at());
        traversal.add(new StepRetried(
                failed.progress().subject(), failed.stepId(), failed.stepKey(), command.by(), command.at()));
        traversal.continueAt(failed.stepId(), node.get());
        boolean stillFails =
                traversal.state() instanceof Failed now && now.stepId().equals(failed.stepId());
        return stillFails && !command.byUser() ? Decision.accept() : Decision.accept(traversal.events());
    }

    /** A policy enrolls the record after the request, as at the first attempt. */
    private static Decision<EnrollmentEvent> advance(Ended ended, Advance advance, RetryStep command) {
        Subject subject = ended.progress().subject();
        if (!command.byUser() || !(command.graph().node(advance.stepKey()).orElse(null) instanceof Node.Advance node)) {
            return Decision.accept();
        }
        return Decision.accept(
                new StepRetried(subject, advance.stepId(), advance.stepKey(), command.by(), command.at()),
                new AdvanceRequested(subject, advance.stepId(), advance.stepKey(), node.sequenceId(), command.at()));
    }
}
