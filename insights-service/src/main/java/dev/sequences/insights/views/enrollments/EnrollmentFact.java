package dev.sequences.insights.views.enrollments;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A record on one version of a sequence; a row of {@code enrollment_fact}.
 *
 * @param assignee who got the steps at the start
 * @param status connected, completed or disconnected
 * @param completedSteps so far; waits do not count
 * @param lastSequence position of the last event that changed it
 */
record EnrollmentFact(
        String enrollmentId,
        String sequenceId,
        int version,
        String recordType,
        String recordId,
        String source,
        @Nullable String segmentId,
        String assigneeType,
        String assignee,
        Instant enrolledAt,
        @Nullable Instant endedAt,
        String status,
        @Nullable String endReason,
        @Nullable String disposition,
        int completedSteps,
        long lastSequence) {

    static final String CONNECTED = "connected";
    static final String COMPLETED = "completed";
    static final String DISCONNECTED = "disconnected";

    EnrollmentFact withStepCompleted(long sequence) {
        return with(endedAt, status, endReason, disposition, completedSteps + 1, sequence);
    }

    EnrollmentFact ended(
            Instant at, String how, String why, @Nullable String classification, int steps, long sequence) {
        return with(at, how, why, classification, steps, sequence);
    }

    private EnrollmentFact with(
            @Nullable Instant ended,
            String how,
            @Nullable String why,
            @Nullable String classification,
            int steps,
            long sequence) {
        return new EnrollmentFact(
                enrollmentId,
                sequenceId,
                version,
                recordType,
                recordId,
                source,
                segmentId,
                assigneeType,
                assignee,
                enrolledAt,
                ended,
                how,
                why,
                classification,
                steps,
                sequence);
    }
}
