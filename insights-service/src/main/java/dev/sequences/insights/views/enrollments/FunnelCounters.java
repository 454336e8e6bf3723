package dev.sequences.insights.views.enrollments;

import dev.sequences.insights.views.enrollments.StepFact.Status;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The changes that facts make to the counters. A change of a fact subtracts the old fact and adds the new one. A changed counter is kept
 * even at zero, so that the rows do not depend on how events are split into batches.
 */
final class FunnelCounters {

    private static final String SEQUENCE_COMPLETED = "sequence-completed";
    private static final String ADVANCED = "advanced";
    private static final String USER = "user";

    /** Prefix of the actors that are parts of the suite. */
    private static final String SYSTEM_ACTOR = "system:";

    private final Map<List<?>, long[]> stepFunnel = new HashMap<>();
    private final Map<List<?>, long[]> stepActions = new HashMap<>();
    private final Map<List<?>, long[]> stepTimes = new HashMap<>();
    private final Map<List<?>, long[]> enrollmentFunnel = new HashMap<>();
    private final Map<List<?>, long[]> endReasons = new HashMap<>();
    private final Map<List<?>, long[]> days = new HashMap<>();
    private final Map<List<?>, long[]> sellers = new HashMap<>();
    private final Map<List<?>, long[]> branches = new HashMap<>();
    private final Map<List<?>, long[]> errors = new HashMap<>();

    void add(StepFact fact, int sign) {
        long[] figures = {
            1,
            fact.isInProgress() ? 1 : 0,
            fact.status() == Status.COMPLETED ? 1 : 0,
            fact.status() == Status.SKIPPED ? 1 : 0,
            fact.status() == Status.CANCELLED ? 1 : 0
        };
        add(
                stepFunnel,
                key(fact.sequenceId(), fact.version(), fact.stepKey(), fact.stepType(), fact.name()),
                sign,
                figures);
        if (!fact.isWait() && !fact.isAutomated()) {
            add(
                    sellers,
                    key(fact.assignee().type(), fact.assignee().id(), fact.sequenceId()),
                    sign,
                    1,
                    figures[1],
                    figures[2],
                    figures[3],
                    figures[4],
                    0,
                    0);
            String closedBy = fact.state().closedBy();
            if (closedBy != null && !closedBy.startsWith(SYSTEM_ACTOR)) {
                add(sellers, key(USER, closedBy, fact.sequenceId()), sign, 0, 0, 0, 0, 0, 0, 1);
            }
        }
        Instant closedAt = fact.state().closedAt();
        if (closedAt != null && fact.status() == Status.COMPLETED) {
            int bucket = DurationBuckets.bucketOf(millis(fact.openedAt(), closedAt));
            add(stepTimes, key(fact.sequenceId(), fact.version(), fact.stepKey(), bucket), sign, 1);
        }
        String action = fact.isWait() ? fact.state().waitEnd() : fact.state().callResult();
        if (action != null) {
            add(stepActions, key(fact.sequenceId(), fact.version(), fact.stepKey(), action), sign, 1);
        }
    }

    /** Keeps the step in the figures of its former assignee. */
    void addReassigned(StepFact before) {
        if (!before.isWait() && !before.isAutomated()) {
            add(
                    sellers,
                    key(before.assignee().type(), before.assignee().id(), before.sequenceId()),
                    1,
                    1,
                    0,
                    0,
                    0,
                    0,
                    1,
                    0);
        }
    }

    void add(EnrollmentFact fact, int sign) {
        boolean completed = fact.status().equals(EnrollmentFact.COMPLETED);
        boolean disconnected = fact.status().equals(EnrollmentFact.DISCONNECTED);
        Instant endedAt = fact.state().endedAt();
        String endReason = fact.state().endReason();
        boolean reachedEnd = endedAt != null && SEQUENCE_COMPLETED.equals(endReason);
        add(
                enrollmentFunnel,
                key(fact.sequenceId(), fact.version()),
                sign,
                1,
                completed || disconnected ? 0 : 1,
                completed ? 1 : 0,
                disconnected ? 1 : 0,
                reachedEnd ? 1 : 0,
                reachedEnd ? millis(fact.enrolledAt(), endedAt) : 0);
        add(days, key(fact.sequenceId(), fact.version(), day(fact.enrolledAt())), sign, 1, 0, 0);
        if (endedAt != null) {
            add(
                    days,
                    key(fact.sequenceId(), fact.version(), day(endedAt)),
                    sign,
                    0,
                    completed ? 1 : 0,
                    disconnected ? 1 : 0);
        }
        if (fact.errorCode() != null) {
            add(errors, key(fact.sequenceId(), fact.version(), fact.errorKey(), fact.errorCode()), sign, 1);
        }
        if (endReason != null) {
            add(endReasons, key(fact.sequenceId(), fact.version(), endReason), sign, 1);
        }
    }

    void add(BranchFact fact, int sign) {
        add(
                branches,
                key(fact.sequenceId(), fact.version(), fact.stepKey(), fact.branch()),
                sign,
                1,
                fact.status().equals(EnrollmentFact.CONNECTED) ? 1 : 0,
                fact.status().equals(EnrollmentFact.COMPLETED) ? 1 : 0,
                fact.status().equals(EnrollmentFact.DISCONNECTED) ? 1 : 0,
                ADVANCED.equals(fact.endReason()) ? 1 : 0);
    }

    private static String day(Instant at) {
        return at.atOffset(ZoneOffset.UTC).toLocalDate().toString();
    }

    private static long millis(Instant from, @Nullable Instant to) {
        return to == null ? 0 : Math.max(0, Duration.between(from, to).toMillis());
    }

    /** Permits null, as a step may have no name. */
    private static List<?> key(@Nullable Object... parts) {
        return Collections.unmodifiableList(Arrays.asList(parts));
    }

    private static void add(Map<List<?>, long[]> table, List<?> key, int sign, long... figures) {
        long[] sums = table.computeIfAbsent(key, k -> new long[figures.length]);
        for (int i = 0; i < figures.length; i++) {
            sums[i] += sign * figures[i];
        }
    }

    Map<List<?>, long[]> stepFunnel() {
        return stepFunnel;
    }

    Map<List<?>, long[]> stepActions() {
        return stepActions;
    }

    Map<List<?>, long[]> stepTimes() {
        return stepTimes;
    }

    Map<List<?>, long[]> enrollmentFunnel() {
        return enrollmentFunnel;
    }

    Map<List<?>, long[]> endReasons() {
        return endReasons;
    }

    Map<List<?>, long[]> days() {
        return days;
    }

    Map<List<?>, long[]> sellers() {
        return sellers;
    }

    Map<List<?>, long[]> branches() {
        return branches;
    }

    Map<List<?>, long[]> errors() {
        return errors;
    }
}
