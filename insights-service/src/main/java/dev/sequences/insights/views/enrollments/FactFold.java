package dev.sequences.insights.views.enrollments;

import dev.sequences.chassis.intake.Unreadable;
import dev.sequences.contracts.ContractEvent;
import dev.sequences.contracts.enrollment.ConditionEvaluatedV1;
import dev.sequences.contracts.enrollment.EnrollmentEndedV1;
import dev.sequences.contracts.enrollment.MessageRequestedV1;
import dev.sequences.contracts.enrollment.RecordEnrolledV1;
import dev.sequences.contracts.enrollment.StepCancelledV1;
import dev.sequences.contracts.enrollment.StepCompletedV1;
import dev.sequences.contracts.enrollment.StepFailedV1;
import dev.sequences.contracts.enrollment.StepOpenedV1;
import dev.sequences.contracts.enrollment.StepReassignedV1;
import dev.sequences.contracts.enrollment.StepRescheduledV1;
import dev.sequences.contracts.enrollment.StepRetriedV1;
import dev.sequences.contracts.enrollment.StepSkippedV1;
import dev.sequences.contracts.enrollment.WaitEndedV1;
import dev.sequences.contracts.enrollment.WaitStartedV1;
import dev.sequences.insights.views.DecodedEvent;
import dev.sequences.insights.views.enrollments.EnrollmentFact.State;
import dev.sequences.insights.views.enrollments.StepFact.Assignee;
import dev.sequences.insights.views.enrollments.StepFact.Status;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Folds events into facts and every change of a fact into counters, in memory, for the facts that a batch changes.
 *
 * <p>Skips events at or before the last position of their fact: they have been folded already.
 */
final class FactFold {

    private final Map<String, EnrollmentFact> enrollments = new LinkedHashMap<>();
    private final Map<String, StepFact> steps = new LinkedHashMap<>();
    private final Map<String, BranchFact> branches = new LinkedHashMap<>();
    private final Map<String, Set<String>> branchesByEnrollment = new HashMap<>();
    private final Set<String> changedBranches = new LinkedHashSet<>();
    private final Set<String> changedEnrollments = new LinkedHashSet<>();
    private final Set<String> changedSteps = new LinkedHashSet<>();
    private final List<Reassignment> reassignments = new ArrayList<>();
    private final FunnelCounters counters = new FunnelCounters();

    /** Starts from the facts as of before the batch. */
    FactFold(
            Collection<EnrollmentFact> enrollmentsBefore,
            Collection<StepFact> stepsBefore,
            Collection<BranchFact> branchesBefore) {
        enrollmentsBefore.forEach(fact -> enrollments.put(fact.enrollmentId(), fact));
        stepsBefore.forEach(fact -> steps.put(fact.stepId(), fact));
        branchesBefore.forEach(this::put);
    }

    private void put(BranchFact fact) {
        branches.put(fact.stepId(), fact);
        branchesByEnrollment
                .computeIfAbsent(fact.enrollmentId(), id -> new LinkedHashSet<>())
                .add(fact.stepId());
    }

    /** The condition whose fact this event changes; null if none. */
    static @Nullable String evaluatedStepIdOf(ContractEvent event) {
        return event instanceof ConditionEvaluatedV1 e ? e.stepId() : null;
    }

    /** The enrollment whose branch facts this event changes; null if none. */
    static @Nullable String endedEnrollmentIdOf(ContractEvent event) {
        return event instanceof EnrollmentEndedV1 e ? e.enrollmentId() : null;
    }

    /** The enrollment whose fact this event changes; null if none. */
    static @Nullable String enrollmentIdOf(ContractEvent event) {
        return switch (event) {
            case RecordEnrolledV1 e -> e.enrollmentId();
            case StepCompletedV1 e -> e.enrollmentId();
            case EnrollmentEndedV1 e -> e.enrollmentId();
            case StepFailedV1 e -> e.enrollmentId();
            case StepRetriedV1 e -> e.enrollmentId();
            default -> null;
        };
    }

    /** The step whose fact this event changes; null if none. */
    static @Nullable String stepIdOf(ContractEvent event) {
        return switch (event) {
            case StepOpenedV1 e -> e.stepId();
            case WaitStartedV1 e -> e.stepId();
            case MessageRequestedV1 e -> e.stepId();
            case WaitEndedV1 e -> e.stepId();
            case StepCompletedV1 e -> e.stepId();
            case StepSkippedV1 e -> e.stepId();
            case StepCancelledV1 e -> e.stepId();
            case StepReassignedV1 e -> e.stepId();
            case StepRescheduledV1 e -> e.stepId();
            default -> null;
        };
    }

    void apply(DecodedEvent event) {
        long position = event.position();
        Instant happenedAt = event.happenedAt();
        switch (event.event()) {
            case RecordEnrolledV1 e -> enrolled(e, position, happenedAt);
            case StepOpenedV1 e -> opened(step(e, position, happenedAt));
            case WaitStartedV1 e -> opened(wait(e, position, happenedAt));
            case MessageRequestedV1 e -> opened(message(e, position, happenedAt));
            case StepCompletedV1 e -> {
                close(
                        e.stepId(),
                        new StepFact.State(
                                Status.COMPLETED, micros(e.completedAt()), e.callResult(), null, e.completedBy()),
                        position);
                change(e.enrollmentId(), position, State::withCompletedStep);
            }
            case StepSkippedV1 e ->
                close(
                        e.stepId(),
                        new StepFact.State(Status.SKIPPED, micros(e.skippedAt()), null, null, e.skippedBy()),
                        position);
            case StepCancelledV1 e -> {
                // A pending condition is cancelled too; it has no step fact.
                if (steps.containsKey(e.stepId())) {
                    close(
                            e.stepId(),
                            new StepFact.State(Status.CANCELLED, micros(happenedAt), null, null, null),
                            position);
                }
            }
            case WaitEndedV1 e ->
                close(
                        e.stepId(),
                        new StepFact.State(Status.COMPLETED, micros(e.endedAt()), null, e.how(), null),
                        position);
            case StepReassignedV1 e -> reassigned(e, position, happenedAt);
            case StepRescheduledV1 e -> {
                StepFact before = requireStep(e.stepId());
                if (before.lastPosition() < position) {
                    change(before, before.withDue(new StepFact.Due(micros(e.dueAt()), e.snoozeCount()), position));
                }
            }
            case ConditionEvaluatedV1 e -> evaluated(e, position);
            case StepFailedV1 e ->
                change(
                        e.enrollmentId(),
                        position,
                        state -> state.withError(new EnrollmentFact.StepError(e.stepKey(), e.code())));
            case StepRetriedV1 e -> change(e.enrollmentId(), position, state -> state.withError(null));
            case EnrollmentEndedV1 e -> ended(e, position);
            default -> {
                // Event types of later releases do not change these facts; the archive keeps them.
            }
        }
    }

    private void change(String enrollmentId, long position, UnaryOperator<State> next) {
        EnrollmentFact before = requireEnrollment(enrollmentId);
        if (before.lastPosition() < position) {
            change(before, before.withState(next.apply(before.state()), position));
        }
    }

    private void enrolled(RecordEnrolledV1 e, long position, Instant happenedAt) {
        if (enrollments.containsKey(e.enrollmentId())) {
            return;
        }
        change(
                null,
                new EnrollmentFact(
                        e.enrollmentId(),
                        e.sequenceId(),
                        e.version(),
                        e.recordType(),
                        e.recordId(),
                        e.source(),
                        e.segmentId(),
                        e.assigneeType(),
                        e.assigneeId(),
                        happenedAt,
                        State.enrolled(),
                        position));
    }

    /** An enrollment evaluates a condition once. */
    private void evaluated(ConditionEvaluatedV1 e, long position) {
        if (!branches.containsKey(e.stepId())) {
            change(
                    null,
                    new BranchFact(
                            e.stepId(),
                            e.enrollmentId(),
                            e.sequenceId(),
                            e.version(),
                            e.stepKey(),
                            e.branch(),
                            e.evaluatedAt().truncatedTo(ChronoUnit.MICROS),
                            EnrollmentFact.CONNECTED,
                            null,
                            position));
        }
    }

    private static StepFact step(StepOpenedV1 e, long position, Instant happenedAt) {
        return new StepFact(
                e.stepId(),
                e.enrollmentId(),
                e.sequenceId(),
                e.version(),
                e.stepKey(),
                e.stepType(),
                e.name(),
                null,
                new Assignee(e.assigneeType(), e.assigneeId()),
                happenedAt,
                new StepFact.Due(micros(e.dueAt()), 0),
                StepFact.State.inProgress(Status.OPEN),
                position);
    }

    private static StepFact wait(WaitStartedV1 e, long position, Instant happenedAt) {
        return new StepFact(
                e.stepId(),
                e.enrollmentId(),
                e.sequenceId(),
                e.version(),
                e.stepKey(),
                StepFact.WAIT,
                null,
                null,
                new Assignee(e.assigneeType(), e.assigneeId()),
                happenedAt,
                StepFact.Due.NEVER,
                StepFact.State.inProgress(Status.WAITING),
                position);
    }

    /** An automated message is a step of the system. */
    private static StepFact message(MessageRequestedV1 e, long position, Instant happenedAt) {
        String automated = e.channel().equals("email") ? "automated-email" : "automated-text-message";
        return new StepFact(
                e.stepId(),
                e.enrollmentId(),
                e.sequenceId(),
                e.version(),
                e.stepKey(),
                e.abVersion() == null ? automated : "ab-test",
                e.name(),
                e.abVersion(),
                Assignee.SYSTEM,
                happenedAt,
                StepFact.Due.NEVER,
                StepFact.State.inProgress(Status.OPEN),
                position);
    }

    private void opened(StepFact after) {
        StepFact before = steps.get(after.stepId());
        // A reopened step is in progress again and still counts as entered once.
        if (before == null || before.lastPosition() < after.lastPosition()) {
            change(before, after);
        }
    }

    private void reassigned(StepReassignedV1 e, long position, Instant happenedAt) {
        StepFact before = requireStep(e.stepId());
        Assignee assignee = new Assignee(e.assigneeType(), e.assigneeId());
        if (before.lastPosition() >= position) {
            return;
        }
        change(before, before.withAssignee(assignee, position));
        if (!before.assignee().equals(assignee)) {
            reassignments.add(new Reassignment(before, assignee, happenedAt, position));
            counters.addReassigned(before);
        }
    }

    private void close(String stepId, StepFact.State state, long position) {
        StepFact before = requireStep(stepId);
        if (before.lastPosition() < position) {
            change(before, before.withState(state, position));
        }
    }

    private static @Nullable Instant micros(@Nullable Instant at) {
        return at == null ? null : at.truncatedTo(ChronoUnit.MICROS);
    }

    private void ended(EnrollmentEndedV1 e, long position) {
        EnrollmentFact before = requireEnrollment(e.enrollmentId());
        if (before.lastPosition() < position) {
            String status = e.status().equals(EnrollmentFact.COMPLETED)
                    ? EnrollmentFact.COMPLETED
                    : EnrollmentFact.DISCONNECTED;
            State ended = State.ended(
                    status,
                    e.endedAt().truncatedTo(ChronoUnit.MICROS),
                    e.endReason(),
                    e.disposition(),
                    e.completedSteps());
            change(before, before.withState(ended, position));
            for (String stepId : branchesByEnrollment.getOrDefault(e.enrollmentId(), Set.of())) {
                BranchFact branch = requireBranch(stepId);
                change(branch, branch.ended(status, e.endReason(), position));
            }
        }
    }

    private BranchFact requireBranch(String stepId) {
        return Objects.requireNonNull(branches.get(stepId));
    }

    private EnrollmentFact requireEnrollment(String enrollmentId) {
        EnrollmentFact fact = enrollments.get(enrollmentId);
        if (fact == null) {
            throw new Unreadable("enrollment " + enrollmentId + " is unknown: no record-enrolled event received");
        }
        return fact;
    }

    private StepFact requireStep(String stepId) {
        StepFact fact = steps.get(stepId);
        if (fact == null) {
            throw new Unreadable("step " + stepId + " is unknown: no event received that opens it");
        }
        return fact;
    }

    private void change(@Nullable EnrollmentFact before, EnrollmentFact after) {
        enrollments.put(after.enrollmentId(), after);
        changedEnrollments.add(after.enrollmentId());
        if (before != null) {
            counters.add(before, -1);
        }
        counters.add(after, 1);
    }

    private void change(@Nullable StepFact before, StepFact after) {
        steps.put(after.stepId(), after);
        changedSteps.add(after.stepId());
        if (before != null) {
            counters.add(before, -1);
        }
        counters.add(after, 1);
    }

    private void change(@Nullable BranchFact before, BranchFact after) {
        put(after);
        changedBranches.add(after.stepId());
        if (before != null) {
            counters.add(before, -1);
        }
        counters.add(after, 1);
    }

    List<BranchFact> changedBranches() {
        return changedBranches.stream().map(this::requireBranch).toList();
    }

    List<EnrollmentFact> changedEnrollments() {
        return changedEnrollments.stream().map(this::requireEnrollment).toList();
    }

    List<StepFact> changedSteps() {
        return changedSteps.stream().map(this::requireStep).toList();
    }

    List<Reassignment> reassignments() {
        return List.copyOf(reassignments);
    }

    FunnelCounters counters() {
        return counters;
    }
}
