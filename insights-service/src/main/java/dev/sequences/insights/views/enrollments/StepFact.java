package dev.sequences.insights.views.enrollments;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A step or wait that an enrollment has entered; a row of {@code step_fact}. All but assignee, state and position never changes.
 *
 * @param stepType kebab-case type of the node; {@code wait} for waits
 * @param lastPosition position of the last event that changed this fact
 */
record StepFact(
        String stepId,
        String enrollmentId,
        String sequenceId,
        int version,
        String stepKey,
        String stepType,
        @Nullable String name,
        Assignee assignee,
        Instant openedAt,
        State state,
        long lastPosition) {

    static final String WAIT = "wait";

    /** {@code type}: user, team or system. */
    record Assignee(String type, String id) {

        /** Sends the messages that need no seller. */
        static final Assignee SYSTEM = new Assignee("system", "sender");
    }

    /**
     * The part of a step that its end changes.
     *
     * @param closedAt null while the step is in progress
     * @param callResult null unless the step is a completed call
     * @param waitEnd elapsed or skipped; null for steps
     */
    record State(
            Status status,
            @Nullable Instant closedAt,
            @Nullable String callResult,
            @Nullable String waitEnd) {

        static State inProgress(Status status) {
            return new State(status, null, null, null);
        }
    }

    enum Status {
        OPEN,
        WAITING,
        COMPLETED,
        SKIPPED,
        CANCELLED;

        String columnValue() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Status ofColumnValue(String value) {
            return valueOf(value.toUpperCase(Locale.ROOT));
        }
    }

    boolean isWait() {
        return stepType.equals(WAIT);
    }

    boolean isAutomated() {
        return assignee.type().equals(Assignee.SYSTEM.type());
    }

    boolean isInProgress() {
        return status() == Status.OPEN || status() == Status.WAITING;
    }

    Status status() {
        return state.status();
    }

    StepFact withState(State newState, long position) {
        return with(assignee, newState, position);
    }

    StepFact withAssignee(Assignee newAssignee, long position) {
        return with(newAssignee, state, position);
    }

    private StepFact with(Assignee newAssignee, State newState, long position) {
        return new StepFact(
                stepId,
                enrollmentId,
                sequenceId,
                version,
                stepKey,
                stepType,
                name,
                newAssignee,
                openedAt,
                newState,
                position);
    }
}
