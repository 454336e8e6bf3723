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
 * @param errorKey node that could not be executed and was not tried again since; null when there is none
 * @param errorCode why; null when nothing has failed
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
        long lastSequence,
        @Nullable String errorKey,
        @Nullable String errorCode) {

    static final String CONNECTED = "connected";
    static final String COMPLETED = "completed";
    static final String DISCONNECTED = "disconnected";

    EnrollmentFact withStepCompleted(long sequence) {
        return with(endedAt, status, endReason, disposition, completedSteps + 1, sequence, errorKey, errorCode);
    }

    EnrollmentFact ended(
            Instant at, String how, String why, @Nullable String classification, int steps, long sequence) {
        return with(at, how, why, classification, steps, sequence, null, null);
    }

    EnrollmentFact failed(String key, String code, long sequence) {
        return with(endedAt, status, endReason, disposition, completedSteps, sequence, key, code);
    }

    EnrollmentFact retried(long sequence) {
        return with(endedAt, status, endReason, disposition, completedSteps, sequence, null, null);
    }

    private EnrollmentFact with(
            @Nullable Instant ended,
            String how,
            @Nullable String why,
            @Nullable String classification,
            int steps,
            long sequence,
            @Nullable String key,
            @Nullable String code) {
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
                sequence,
                key,
                code);
    }
}
