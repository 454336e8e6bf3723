package dev.sequences.enrollment.enrollment.model;

import dev.sequences.enrollment.enrollment.model.walk.Graph;
import dev.sequences.enrollment.enrollment.model.walk.RecordFacts;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What may be asked of an enrollment. Time, graph and the assignee of what comes next are given, never looked up. */
public sealed interface EnrollmentCommand {

    /** {@code startAt}: key of the node to begin with; null for the start of the graph. */
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
     * A seller has done it.
     *
     * @param doneAt when, not after {@code at}
     * @param at from when on the record walks on
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

    /** A seller has passed over it; {@code doneAt} and {@code at} as in {@link CompleteStep}. */
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

    /** The time limit of a condition is due. */
    record AnswerByTimeout(String stepId, Graph graph, Assignee recordOwner, RecordFacts facts, Instant at)
            implements EnrollmentCommand {}

    /**
     * The timer of a held step is due.
     *
     * @param day local day on which it is counted, where a daily cap asks for it; null when nothing was counted now
     */
    record TakeTurn(
            String stepId, @Nullable LocalDate day, Graph graph, Assignee recordOwner, RecordFacts facts, Instant at)
            implements EnrollmentCommand {}

    /**
     * Something happened with the customer.
     *
     * @param stepId the step that it belongs to; null when that is not known
     * @param callResult result of a logged call; null for everything else
     * @param happenedAt when it happened, which may be a while ago
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

    /** The record has changed: it may have to leave. */
    record CheckExit(Graph graph, RecordFacts facts, Instant at) implements EnrollmentCommand {}

    /** The record could not be enrolled where it was advanced to. */
    record FailAdvance(String stepId, String code, String reason, Instant at) implements EnrollmentCommand {}

    /**
     * What has failed is to be tried again.
     *
     * @param insistent a person asks: that there is nothing to try again is refused, and another failure is told
     */
    record RetryStep(String by, boolean insistent, Graph graph, Assignee recordOwner, RecordFacts facts, Instant at)
            implements EnrollmentCommand {}

    record EndEnrollment(
            EndReason reason,
            @Nullable String disposition,
            @Nullable String note,
            Instant at) implements EnrollmentCommand {}
}
