package dev.sequences.insights.views.enrollments;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One step or wait that an enrollment has entered; a row of {@code step_fact}.
 *
 * @param stepType kebab-case type of the node; {@code wait} for waits
 * @param waitEnd elapsed or skipped; null for steps
 * @param lastSequence position of the last event that changed it
 */
record StepFact(
        String stepId,
        String enrollmentId,
        String sequenceId,
        int version,
        String stepKey,
        String stepType,
        @Nullable String name,
        String assigneeType,
        String assignee,
        Instant openedAt,
        @Nullable Instant closedAt,
        Status status,
        @Nullable String callResult,
        @Nullable String waitEnd,
        long lastSequence) {

    static final String WAIT = "wait";
    static final String SYSTEM = "system";

    enum Status {
        OPEN,
        WAITING,
        COMPLETED,
        SKIPPED,
        CANCELLED;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Status of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    boolean isWait() {
        return stepType.equals(WAIT);
    }

    /** A message that goes out by itself: no seller has anything to do with it. */
    boolean isTheSystems() {
        return assigneeType.equals(SYSTEM);
    }

    boolean inProgress() {
        return status == Status.OPEN || status == Status.WAITING;
    }

    StepFact closed(Status how, Instant at, @Nullable String result, @Nullable String endOfWait, long sequence) {
        return new StepFact(
                stepId,
                enrollmentId,
                sequenceId,
                version,
                stepKey,
                stepType,
                name,
                assigneeType,
                assignee,
                openedAt,
                at,
                how,
                result,
                endOfWait,
                sequence);
    }

    StepFact assignedTo(String type, String id, long sequence) {
        return new StepFact(
                stepId,
                enrollmentId,
                sequenceId,
                version,
                stepKey,
                stepType,
                name,
                type,
                id,
                openedAt,
                closedAt,
                status,
                callResult,
                waitEnd,
                sequence);
    }
}
