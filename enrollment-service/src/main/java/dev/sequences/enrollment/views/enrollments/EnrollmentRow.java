package dev.sequences.enrollment.views.enrollments;

import dev.sequences.enrollment.enrollment.model.Assignee;
import dev.sequences.enrollment.enrollment.model.EndReason;
import dev.sequences.enrollment.enrollment.model.Subject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The current state of an enrollment, for queries.
 *
 * @param assignee of the current step, or of the last one
 * @param currentStep null between two nodes and after the end
 * @param error null unless a step, or the advance to another sequence, has failed
 * @param end null while the record is enrolled
 * @param streamVersion number of the enrollment's events that this row contains
 */
record EnrollmentRow(
        String id,
        Origin origin,
        Assignee assignee,
        int completedSteps,
        int openedSteps,
        @Nullable CurrentStep currentStep,
        @Nullable Failure error,
        @Nullable End end,
        long streamVersion) {

    /** How the enrollment began; constant. */
    record Origin(Subject subject, String source, @Nullable String segmentId, Instant enrolledAt) {}

    /** The failed step, with the time of the failure. */
    record Failure(String code, String reason, String stepKey, Instant at) {}

    /** Why and when the enrollment ended. */
    record End(EndReason reason, @Nullable String disposition, Instant at) {}

    /**
     * The current node. Stored as JSON: keep the names of the components.
     *
     * @param status open, waiting or failed
     * @param waitingFor the reason while waiting; null otherwise and in rows of early releases
     */
    record CurrentStep(
            String id,
            String key,
            String type,
            String name,
            String status,
            String assigneeType,
            String assigneeId,
            Instant dueAt,
            Instant openedAt,
            @Nullable String waitingFor) {

        Assignee assignee() {
            return new Assignee(assigneeType, assigneeId);
        }

        CurrentStep withDue(Instant changed) {
            return new CurrentStep(
                    id, key, type, name, status, assigneeType, assigneeId, changed, openedAt, waitingFor);
        }

        CurrentStep withAssignee(Assignee changed) {
            return new CurrentStep(
                    id, key, type, name, status, changed.type(), changed.id(), dueAt, openedAt, waitingFor);
        }
    }

    /** Returns connected, error, completed or disconnected. A failed advance makes even an ended enrollment an error. */
    String status() {
        if (error != null) {
            return "error";
        }
        return end == null ? "connected" : end.reason().status();
    }

    EnrollmentRow withStep(CurrentStep step) {
        return new EnrollmentRow(
                id, origin, step.assignee(), completedSteps, openedSteps, step, error, end, streamVersion);
    }

    EnrollmentRow withoutStep() {
        return new EnrollmentRow(id, origin, assignee, completedSteps, openedSteps, null, error, end, streamVersion);
    }

    EnrollmentRow withOpenedSteps(int changed) {
        return new EnrollmentRow(id, origin, assignee, completedSteps, changed, currentStep, error, end, streamVersion);
    }

    EnrollmentRow withCompletedSteps(int changed) {
        return new EnrollmentRow(id, origin, assignee, changed, openedSteps, currentStep, error, end, streamVersion);
    }

    EnrollmentRow withError(@Nullable Failure changed) {
        return new EnrollmentRow(
                id, origin, assignee, completedSteps, openedSteps, currentStep, changed, end, streamVersion);
    }

    EnrollmentRow withEnd(End changed) {
        return new EnrollmentRow(
                id, origin, assignee, completedSteps, openedSteps, currentStep, error, changed, streamVersion);
    }

    EnrollmentRow withStreamVersion(long changed) {
        return new EnrollmentRow(id, origin, assignee, completedSteps, openedSteps, currentStep, error, end, changed);
    }
}
