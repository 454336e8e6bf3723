package dev.sequences.insights.views.enrollments;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A record enrolled in one version of a sequence; a row of {@code enrollment_fact}. All but state and position never changes.
 *
 * @param assignee assignee of the steps at the time of enrollment
 * @param lastPosition position of the last event that changed this fact
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
        State state,
        long lastPosition) {

    static final String CONNECTED = "connected";
    static final String COMPLETED = "completed";
    static final String DISCONNECTED = "disconnected";

    /**
     * The part of an enrollment that changes.
     *
     * @param status connected, completed or disconnected
     * @param completedSteps steps completed so far, without waits
     * @param error the failed step; null if no step has failed or the last failed step was retried
     */
    record State(
            String status,
            @Nullable Instant endedAt,
            @Nullable String endReason,
            @Nullable String disposition,
            int completedSteps,
            @Nullable StepError error) {

        static State enrolled() {
            return new State(CONNECTED, null, null, null, 0, null);
        }

        /** Clears the error; the failure of an advance may set it again. */
        static State ended(
                String status, Instant endedAt, String endReason, @Nullable String disposition, int completedSteps) {
            return new State(status, endedAt, endReason, disposition, completedSteps, null);
        }

        State withCompletedStep() {
            return new State(status, endedAt, endReason, disposition, completedSteps + 1, error);
        }

        State withError(@Nullable StepError newError) {
            return new State(status, endedAt, endReason, disposition, completedSteps, newError);
        }
    }

    /** The node that could not be executed, and the reason. */
    record StepError(String key, String code) {}

    EnrollmentFact withState(State newState, long position) {
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
                newState,
                position);
    }

    String status() {
        return state.status();
    }

    @Nullable
    String errorKey() {
        return state.error() == null ? null : state.error().key();
    }

    @Nullable
    String errorCode() {
        return state.error() == null ? null : state.error().code();
    }
}
