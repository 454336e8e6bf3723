package dev.sequences.insights.views.enrollments;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A step or wait that an enrollment has entered; a row of {@code step_fact}. Assignee, due time, state and position change.
 *
 * @param stepType kebab-case type of the node; {@code wait} for waits
 * @param abVersion version of the A/B test that the message belongs to; null for other steps
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
        @Nullable String abVersion,
        Assignee assignee,
        Instant openedAt,
        Due due,
        State state,
        long lastPosition) {

    static final String WAIT = "wait";

    /** {@code type}: user, team or system. */
    record Assignee(String type, String id) {

        /** Sends the messages that need no seller. */
        static final Assignee SYSTEM = new Assignee("system", "sender");
    }

    /**
     * When a step is due, after {@code snoozes} changes of its due time.
     *
     * @param at null for waits and automated messages
     */
    record Due(@Nullable Instant at, int snoozes) {

        static final Due NEVER = new Due(null, 0);
    }

    /**
     * The part of a step that its end changes.
     *
     * @param closedAt null while the step is in progress
     * @param callResult null unless the step is a completed call
     * @param waitEnd elapsed or skipped; null for steps
     * @param closedBy actor who completed or skipped the step; null for waits, cancelled steps and steps in progress
     */
    record State(
            Status status,
            @Nullable Instant closedAt,
            @Nullable String callResult,
            @Nullable String waitEnd,
            @Nullable String closedBy) {

        static State inProgress(Status status) {
            return new State(status, null, null, null, null);
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
        return with(assignee, due, newState, position);
    }

    StepFact withAssignee(Assignee newAssignee, long position) {
        return with(newAssignee, due, state, position);
    }

    StepFact withDue(Due newDue, long position) {
        return with(assignee, newDue, state, position);
    }

    private StepFact with(Assignee newAssignee, Due newDue, State newState, long position) {
        return new StepFact(
                stepId,
                enrollmentId,
                sequenceId,
                version,
                stepKey,
                stepType,
                name,
                abVersion,
                newAssignee,
                openedAt,
                newDue,
                newState,
                position);
    }
}
