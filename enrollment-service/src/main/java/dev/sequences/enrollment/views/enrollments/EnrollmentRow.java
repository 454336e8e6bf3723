package dev.sequences.enrollment.views.enrollments;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The current state of an enrollment, for queries. */
record EnrollmentRow(
        String id,
        String sequenceId,
        int version,
        String recordType,
        String recordId,
        String status,
        @Nullable String endReason,
        @Nullable String disposition,
        String source,
        @Nullable String segmentId,
        String assigneeType,
        String assigneeId,
        int completedSteps,
        int openedSteps,
        @Nullable CurrentStep currentStep,
        Instant enrolledAt,
        @Nullable Instant endedAt,
        long streamVersion,
        @Nullable Failure error) {

    /** The failed step, with the time of the failure. */
    record Failure(String code, String reason, String stepKey, Instant at) {}

    /**
     * The current node.
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

        CurrentStep withDue(Instant moved) {
            return new CurrentStep(id, key, type, name, status, assigneeType, assigneeId, moved, openedAt, waitingFor);
        }

        CurrentStep withAssignee(String newType, String newId) {
            return new CurrentStep(id, key, type, name, status, newType, newId, dueAt, openedAt, waitingFor);
        }
    }
}
