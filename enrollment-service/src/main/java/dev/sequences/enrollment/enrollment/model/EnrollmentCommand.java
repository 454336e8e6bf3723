package dev.sequences.enrollment.enrollment.model;

import dev.sequences.enrollment.enrollment.model.graph.Graph;
import dev.sequences.enrollment.enrollment.model.graph.RecordFacts;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Commands of an enrollment. They carry the time, the graph and the assignee of what comes next, so that deciding needs no
 * lookup.
 */
public sealed interface EnrollmentCommand {

    /** {@code startAt}: key of the first node; null for the start of the graph. */
    record EnrollRecord(
            String enrollmentId,
            Subject subject,
            String source,
            @Nullable String segmentId,
            Assignee assignee,
            boolean assigneeFixed,
            Graph graph,
            @Nullable String startAt,
            RecordFacts facts,
            Instant at)
            implements EnrollmentCommand {}

    /**
     * A seller completed the step.
     *
     * @param doneAt when the seller completed it, not after {@code at}
     * @param at when the enrollment continues
     */
    record CompleteStep(
            String stepId,
            @Nullable String callResult,
            String by,
            Graph graph,
            Assignee recordOwner,
            RecordFacts facts,
            Instant doneAt,
            Instant at)
            implements EnrollmentCommand {}

    /** A seller skipped the step; {@code doneAt} and {@code at} as in {@link CompleteStep}. */
    record SkipStep(
            String stepId,
            @Nullable String reason,
            String by,
            Graph graph,
            Assignee recordOwner,
            RecordFacts facts,
            Instant doneAt,
            Instant at)
            implements EnrollmentCommand {}

    record RescheduleStep(String stepId, Instant dueAt) implements EnrollmentCommand {}

    record ReassignStep(String stepId, Assignee assignee) implements EnrollmentCommand {}

    /** The timer of a wait is due. */
    record ElapseWait(String stepId, Graph graph, Assignee recordOwner, RecordFacts facts, Instant at)
            implements EnrollmentCommand {}

    record SkipWait(String stepId, Graph graph, Assignee recordOwner, RecordFacts facts, Instant at)
            implements EnrollmentCommand {}

    /** The time limit of a condition has passed. */
    record AnswerByTimeout(String stepId, Graph graph, Assignee recordOwner, RecordFacts facts, Instant at)
            implements EnrollmentCommand {}

    /**
     * The system that owns the record reports the outcome of a field update.
     *
     * @param outcome applied or delegated; refused with a failure
     * @param failure why the update was refused; null otherwise
     */
    record ConcludeFieldUpdate(
            String stepId,
            String outcome,
            Enrollment.@Nullable Failure failure,
            Graph graph,
            Assignee recordOwner,
            RecordFacts facts,
            Instant at)
            implements EnrollmentCommand {}

    /**
     * The timer of a held step is due.
     *
     * @param day local day for which it was counted, if a daily cap requires it; null when nothing was counted now
     */
    record ReleaseHeldStep(
            String stepId, @Nullable LocalDate day, Graph graph, Assignee recordOwner, RecordFacts facts, Instant at)
            implements EnrollmentCommand {}

    /**
     * Something happened with the customer.
     *
     * @param stepId the step it belongs to; null when unknown
     * @param callResult result of a logged call; null otherwise
     * @param happenedAt when it happened, which may be some time ago
     */
    record NoteActivity(
            String activityId,
            String type,
            @Nullable String stepId,
            @Nullable String callResult,
            Instant happenedAt,
            Graph graph,
            Assignee recordOwner,
            RecordFacts facts,
            Instant at)
            implements EnrollmentCommand {}

    /** The record has changed, so the exit criteria need a check. */
    record CheckExit(Graph graph, RecordFacts facts, Instant at) implements EnrollmentCommand {}

    /** The record could not be enrolled in the target sequence of an advance. */
    record FailAdvance(String stepId, String code, String reason, Instant at) implements EnrollmentCommand {}

    /**
     * Retries a failed step.
     *
     * @param byUser whether a user requested it: then a retry without a failure is refused, and a repeated failure is
     *     recorded
     */
    record RetryStep(String by, boolean byUser, Graph graph, Assignee recordOwner, RecordFacts facts, Instant at)
            implements EnrollmentCommand {}

    record EndEnrollment(
            EndReason reason,
            @Nullable String disposition,
            @Nullable String note,
            Instant at) implements EnrollmentCommand {}
}
