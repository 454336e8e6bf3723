package dev.sequences.enrollment.views.enrollments;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An enrollment as a row: the state of its stream, for lists. */
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

    /** What could not be executed, where, and since when. */
    record Failure(String code, String reason, String stepKey, Instant at) {}

    /**
     * The node that is current.
     *
     * @param status open, waiting or failed
     * @param waitingFor why, while it is waiting; null otherwise, and in rows from before there was a reason
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

        CurrentStep due(Instant moved) {
            return new CurrentStep(id, key, type, name, status, assigneeType, assigneeId, moved, openedAt, waitingFor);
        }

        CurrentStep given(String newType, String newId) {
            return new CurrentStep(id, key, type, name, status, newType, newId, dueAt, openedAt, waitingFor);
        }
    }
}
