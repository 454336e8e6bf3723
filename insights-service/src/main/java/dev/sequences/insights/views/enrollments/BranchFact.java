package dev.sequences.insights.views.enrollments;

import java.time.Instant;

/**
 * A condition that an enrollment has passed; a row of {@code branch_fact}.
 *
 * @param branch yes or no
 * @param status how the enrollment stands: connected, completed or disconnected
 * @param lastSequence position of the last event that changed it
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
        long lastSequence) {

    BranchFact ended(String how, long sequence) {
        return new BranchFact(stepId, enrollmentId, sequenceId, version, stepKey, branch, evaluatedAt, how, sequence);
    }
}
