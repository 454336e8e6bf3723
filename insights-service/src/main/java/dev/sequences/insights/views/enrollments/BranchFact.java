package dev.sequences.insights.views.enrollments;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A condition that was evaluated for an enrollment; a row of {@code branch_fact}.
 *
 * @param branch yes or no
 * @param status status of the enrollment: connected, completed or disconnected
 * @param endReason why the enrollment ended; null while it is connected
 * @param lastPosition position of the last event that changed this fact
 */
record BranchFact(
        String stepId,
        String enrollmentId,
        String sequenceId,
        int version,
        String stepKey,
        String branch,
        Instant evaluatedAt,
        String status,
        @Nullable String endReason,
        long lastPosition) {

    BranchFact ended(String newStatus, String reason, long position) {
        return new BranchFact(
                stepId, enrollmentId, sequenceId, version, stepKey, branch, evaluatedAt, newStatus, reason, position);
    }
}
