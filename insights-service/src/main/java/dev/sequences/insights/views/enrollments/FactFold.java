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
import dev.sequences.contracts.enrollment.StepRetriedV1;
import dev.sequences.contracts.enrollment.StepSkippedV1;
import dev.sequences.contracts.enrollment.WaitEndedV1;
import dev.sequences.contracts.enrollment.WaitStartedV1;
import dev.sequences.insights.views.Fact;
import dev.sequences.insights.views.enrollments.StepFact.Status;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Folds events into facts and every change of a fact into counters. Holds the facts that a batch touches; knows no table.
 *
 * <p>An event at or before the last position of the fact it is about has been folded already and changes nothing.
 */
final class FactFold {

    private final Map<String, EnrollmentFact> enrollments = new LinkedHashMap<>();
    private final Map<String, StepFact> steps = new LinkedHashMap<>();
    private final Map<String, BranchFact> branches = new LinkedHashMap<>();
    private final Map<String, Set<String>> branchesOf = new HashMap<>();
    private final Set<String> changedBranches = new LinkedHashSet<>();
    private final Set<String> changedEnrollments = new LinkedHashSet<>();
    private final Set<String> changedSteps = new LinkedHashSet<>();
    private final FunnelCounters counters = new FunnelCounters();

    /** Facts as they stood before the batch. */
    FactFold(
            Collection<EnrollmentFact> enrollmentsBefore,
            Collection<StepFact> stepsBefore,
            Collection<BranchFact> branchesBefore) {
        enrollmentsBefore.forEach(fact -> enrollments.put(fact.enrollmentId(), fact));
        stepsBefore.forEach(fact -> steps.put(fact.stepId(), fact));
        branchesBefore.forEach(this::keep);
    }

    private void keep(BranchFact fact) {
        branches.put(fact.stepId(), fact);
        branchesOf
                .computeIfAbsent(fact.enrollmentId(), id -> new LinkedHashSet<>())
                .add(fact.stepId());
    }

    /** The condition whose fact this event changes; null when it changes none. */
    static @Nullable String branchOf(ContractEvent event) {
        return event instanceof ConditionEvaluatedV1 e ? e.stepId() : null;
    }

    /** The enrollment all of whose conditions this event changes; null when it changes none. */
    static @Nullable String endOf(ContractEvent event) {
        return event instanceof EnrollmentEndedV1 e ? e.enrollmentId() : null;
    }

    /** The enrollment whose fact this event changes; null when it changes none. */
    static @Nullable String enrollmentOf(ContractEvent event) {
        return switch (event) {
            case RecordEnrolledV1 e -> e.enrollmentId();
            case StepCompletedV1 e -> e.enrollmentId();
            case EnrollmentEndedV1 e -> e.enrollmentId();
            case StepFailedV1 e -> e.enrollmentId();
            case StepRetriedV1 e -> e.enrollmentId();
            default -> null;
        };
    }

    /** The step whose fact this event changes; null when it changes none. */
    static @Nullable String stepOf(ContractEvent event) {
        return switch (event) {
            case StepOpenedV1 e -> e.stepId();
            case WaitStartedV1 e -> e.stepId();
            case MessageRequestedV1 e -> e.stepId();
            case WaitEndedV1 e -> e.stepId();
            case StepCompletedV1 e -> e.stepId();
            case StepSkippedV1 e -> e.stepId();
            case StepCancelledV1 e -> e.stepId();
            case StepReassignedV1 e -> e.stepId();
            default -> null;
        };
    }

    void apply(Fact fact) {
        long position = fact.sequence();
        switch (fact.event()) {
            case RecordEnrolledV1 e -> enrolled(e, position, fact.at());
            case StepOpenedV1 e -> opened(step(e, position, fact.at()));
            case WaitStartedV1 e -> opened(wait(e, position, fact.at()));
            case MessageRequestedV1 e -> opened(message(e, position, fact.at()));
            case StepCompletedV1 e -> {
                close(e.stepId(), Status.COMPLETED, e.completedAt(), e.callResult(), null, position);
                EnrollmentFact before = known(e.enrollmentId());
                if (before.lastSequence() < position) {
                    change(before, before.withStepCompleted(position));
                }
            }
            case StepSkippedV1 e -> close(e.stepId(), Status.SKIPPED, e.skippedAt(), null, null, position);
            case StepCancelledV1 e -> {
                // A condition whose answer was awaited is cancelled too, and is no step here.
                if (steps.containsKey(e.stepId())) {
                    close(e.stepId(), Status.CANCELLED, fact.at(), null, null, position);
                }
            }
            case WaitEndedV1 e -> close(e.stepId(), Status.COMPLETED, e.endedAt(), null, e.how(), position);
            case StepReassignedV1 e -> {
                StepFact before = knownStep(e.stepId());
                if (before.lastSequence() < position) {
                    change(before, before.assignedTo(e.assigneeType(), e.assigneeId(), position));
                }
            }
            case ConditionEvaluatedV1 e -> evaluated(e, position);
            case StepFailedV1 e -> {
                EnrollmentFact before = known(e.enrollmentId());
                if (before.lastSequence() < position) {
                    change(before, before.failed(e.stepKey(), e.code(), position));
                }
            }
            case StepRetriedV1 e -> {
                EnrollmentFact before = known(e.enrollmentId());
                if (before.lastSequence() < position) {
                    change(before, before.retried(position));
                }
            }
            case EnrollmentEndedV1 e -> ended(e, position);
            default -> {
                // Due dates and what later releases bring do not change these facts; the archive keeps them.
            }
        }
    }

    private void enrolled(RecordEnrolledV1 e, long sequence, Instant at) {
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
                        at,
                        null,
                        EnrollmentFact.CONNECTED,
                        null,
                        null,
                        0,
                        sequence,
                        null,
                        null));
    }

    /** A walk passes a condition once. */
    private void evaluated(ConditionEvaluatedV1 e, long sequence) {
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
                            sequence));
        }
    }

    private static StepFact step(StepOpenedV1 e, long sequence, Instant at) {
        return new StepFact(
                e.stepId(),
                e.enrollmentId(),
                e.sequenceId(),
                e.version(),
                e.stepKey(),
                e.stepType(),
                e.name(),
                e.assigneeType(),
                e.assigneeId(),
                at,
                null,
                Status.OPEN,
                null,
                null,
                sequence);
    }

    private static StepFact wait(WaitStartedV1 e, long sequence, Instant at) {
        return new StepFact(
                e.stepId(),
                e.enrollmentId(),
                e.sequenceId(),
                e.version(),
                e.stepKey(),
                StepFact.WAIT,
                null,
                e.assigneeType(),
                e.assigneeId(),
                at,
                null,
                Status.WAITING,
                null,
                null,
                sequence);
    }

    /** A message that goes out by itself is a step that the system does. */
    private static StepFact message(MessageRequestedV1 e, long sequence, Instant at) {
        String automated = e.channel().equals("email") ? "automated-email" : "automated-text-message";
        return new StepFact(
                e.stepId(),
                e.enrollmentId(),
                e.sequenceId(),
                e.version(),
                e.stepKey(),
                e.abVersion() == null ? automated : "ab-test",
                e.name(),
                StepFact.SYSTEM,
                "sender",
                at,
                null,
                Status.OPEN,
                null,
                null,
                sequence);
    }

    private void opened(StepFact fresh) {
        StepFact before = steps.get(fresh.stepId());
        // A step that opens again is the same step: it is in progress once more and still entered once.
        if (before == null || before.lastSequence() < fresh.lastSequence()) {
            change(before, fresh);
        }
    }

    private void close(
            String stepId,
            Status how,
            Instant at,
            @Nullable String callResult,
            @Nullable String waitEnd,
            long sequence) {
        StepFact before = knownStep(stepId);
        if (before.lastSequence() < sequence) {
            change(before, before.closed(how, at.truncatedTo(ChronoUnit.MICROS), callResult, waitEnd, sequence));
        }
    }

    private void ended(EnrollmentEndedV1 e, long sequence) {
        EnrollmentFact before = known(e.enrollmentId());
        if (before.lastSequence() < sequence) {
            String status = e.status().equals(EnrollmentFact.COMPLETED)
                    ? EnrollmentFact.COMPLETED
                    : EnrollmentFact.DISCONNECTED;
            change(
                    before,
                    before.ended(
                            e.endedAt().truncatedTo(ChronoUnit.MICROS),
                            status,
                            e.endReason(),
                            e.disposition(),
                            e.completedSteps(),
                            sequence));
            for (String stepId : branchesOf.getOrDefault(e.enrollmentId(), Set.of())) {
                BranchFact passed = knownBranch(stepId);
                change(passed, passed.ended(status, sequence));
            }
        }
    }

    private BranchFact knownBranch(String stepId) {
        return Objects.requireNonNull(branches.get(stepId));
    }

    private EnrollmentFact known(String enrollmentId) {
        EnrollmentFact fact = enrollments.get(enrollmentId);
        if (fact == null) {
            throw new Unreadable("enrollment " + enrollmentId + " is not known: its record-enrolled has not come");
        }
        return fact;
    }

    private StepFact knownStep(String stepId) {
        StepFact fact = steps.get(stepId);
        if (fact == null) {
            throw new Unreadable("step " + stepId + " is not known: its step-opened or wait-started has not come");
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
        keep(after);
        changedBranches.add(after.stepId());
        if (before != null) {
            counters.add(before, -1);
        }
        counters.add(after, 1);
    }

    List<BranchFact> changedBranches() {
        return changedBranches.stream().map(this::knownBranch).toList();
    }

    List<EnrollmentFact> changedEnrollments() {
        return changedEnrollments.stream().map(this::known).toList();
    }

    List<StepFact> changedSteps() {
        return changedSteps.stream().map(this::knownStep).toList();
    }

    FunnelCounters counters() {
        return counters;
    }
}
