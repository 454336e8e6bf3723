package dev.sequences.enrollment.abtest;

import dev.sequences.chassis.flow.Cause;
import dev.sequences.chassis.jobs.Jobs;
import dev.sequences.chassis.rows.Row;
import dev.sequences.chassis.rows.Rows;
import dev.sequences.chassis.rows.StorageFailure;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.enrollment.abtest.model.AbTestDecided;
import dev.sequences.enrollment.abtest.model.Tally;
import dev.sequences.enrollment.enrollment.model.graph.Graph;
import dev.sequences.enrollment.enrollment.model.graph.Node;
import dev.sequences.enrollment.reference.AbTestWinners;
import dev.sequences.enrollment.settings.AbTestSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Tables {@code ab_test} and {@code ab_test_message}. Every message and every interaction counts once, in the transaction that
 * stores it, at a constant cost. An ended test keeps its figures; its messages are deleted.
 */
@ApplicationScoped
public class AbTests {

    /** Kind of the timers that check for a winner. */
    static final String TIMER = "ab-test";

    /**
     * Activity type to the winning metric it counts for. Opens and clicks refer to their message; a goal refers to the record.
     */
    private static final Map<String, String> METRICS =
            Map.of("email-opened", "opens", "email-link-clicked", "clicks", "meeting-booked", "goal");

    private static final String COLUMNS =
            "ab_test_id, sequence_id, step_key, name, template_a, template_b, share_of_a, winning_metric, ends_at,"
                    + " default_version, started_at, sent_a, engaged_a, sent_b, engaged_b, outcome, winner, decided_by,"
                    + " decided_at";

    private final AbTestWinners winners;
    private final Jobs jobs;
    private final Duration checkInterval;

    AbTests(AbTestWinners winners, Jobs jobs, AbTestSettings settings) {
        this.winners = winners;
        this.jobs = jobs;
        this.checkInterval = settings.evaluationInterval();
    }

    /** A message of a test. {@code ofA}: whether it is version a. */
    record TestMessage(
            String testId,
            String sequenceId,
            int sequenceVersion,
            Node.AbTest test,
            String stepId,
            boolean ofA,
            String recordKey,
            Instant at,
            Graph graph,
            Cause because) {}

    private record EngagedCounts(long ofA, long ofB) {}

    /** A test. Outcome, winner, {@code decidedBy} and {@code decidedAt} are null while it runs. */
    record AbTestRow(
            String id,
            String sequenceId,
            String stepKey,
            String name,
            String templateA,
            String templateB,
            int shareOfA,
            String winningMetric,
            @Nullable Instant endsAt,
            String defaultVersion,
            Instant startedAt,
            Tally a,
            Tally b,
            @Nullable String outcome,
            @Nullable String winner,
            @Nullable String decidedBy,
            @Nullable Instant decidedAt) {}

    /**
     * Stores the tests of a version that has just been activated, so that they can be stopped before the first message and end
     * on time without any message.
     */
    public void register(Unit unit, String sequenceId, int version, Graph graph, Cause cause) {
        for (Node.AbTest test : graph.abTests().toList()) {
            String id = AbTestWinners.idOf(sequenceId, test);
            int inserted = Rows.of(
                            unit.connection(),
                            "insert into ab_test (ab_test_id, sequence_id, version, step_key, name, template_a,"
                                    + " template_b, share_of_a, winning_metric, ends_at, default_version, started_at,"
                                    + " sent_a, engaged_a, sent_b, engaged_b)"
                                    + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?::timestamptz, ?, ?, 0, 0, 0, 0)"
                                    + " on conflict (ab_test_id) do nothing")
                    .with(
                            id,
                            sequenceId,
                            version,
                            test.key(),
                            test.name(),
                            test.a().templateId(),
                            test.b().templateId(),
                            test.shareOfA(),
                            test.winningMetric(),
                            test.endsAt(),
                            test.defaultVersion(),
                            unit.now())
                    .update();
            if (inserted == 1 && test.endsAt() != null) {
                scheduleFinalCheck(unit, id, test.endsAt(), cause);
            }
        }
    }

    /** Counts the messages sent while a test runs. Messages after its end do not change the figures of the decision. */
    void countSent(Unit unit, List<TestMessage> messages) {
        Map<String, List<TestMessage>> byTest = new TreeMap<>();
        for (TestMessage one : messages) {
            byTest.computeIfAbsent(one.testId(), id -> new ArrayList<>()).add(one);
        }
        for (List<TestMessage> messagesOfTest : byTest.values()) {
            TestMessage first = messagesOfTest.getFirst();
            if (!lockRunning(unit, first)) {
                continue;
            }
            store(unit, messagesOfTest);
            long ofA = messagesOfTest.stream().filter(TestMessage::ofA).count();
            count(unit, first.testId(), "sent", ofA, messagesOfTest.size() - ofA);
            scheduleCheck(unit, first.testId(), first.test().endsAt(), first.because());
        }
    }

    /**
     * Locks the test until the end of the unit of work and returns whether it still runs. Stores the test first when an early
     * release activated its version.
     */
    private boolean lockRunning(Unit unit, TestMessage message) {
        Optional<AbTestRow> test = lock(unit, message.testId());
        if (test.isEmpty()) {
            register(unit, message.sequenceId(), message.sequenceVersion(), message.graph(), message.because());
            test = lock(unit, message.testId());
        }
        return test.filter(row -> row.decidedAt() == null).isPresent();
    }

    private static void store(Unit unit, List<TestMessage> messages) {
        try (PreparedStatement insert = unit.connection()
                .prepareStatement("insert into ab_test_message (step_id, ab_test_id, version, record_key, sent_at)"
                        + " values (?, ?, ?, ?, ?) on conflict do nothing")) {
            for (TestMessage one : messages) {
                insert.setString(1, one.stepId());
                insert.setString(2, one.testId());
                insert.setString(3, one.ofA() ? "a" : "b");
                insert.setString(4, one.recordKey());
                insert.setObject(5, one.at().atOffset(ZoneOffset.UTC));
                insert.addBatch();
            }
            insert.executeBatch();
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }

    /** {@code figure}: sent or engaged. */
    private static void count(Unit unit, String testId, String figure, long ofA, long ofB) {
        Rows.of(
                        unit.connection(),
                        "update ab_test set %1$s_a = %1$s_a + ?, %1$s_b = %1$s_b + ? where ab_test_id = ?"
                                .formatted(figure))
                .with(ofA, ofB, testId)
                .update();
    }

    /**
     * Counts a customer's interaction. Call once per activity.
     *
     * @param stepId the message it belongs to; null when unknown
     */
    public void countEngagement(
            Unit unit, String activityType, String recordKey, @Nullable String stepId, Instant at, Cause cause) {
        String metric = METRICS.get(activityType);
        boolean goal = "goal".equals(metric);
        if (metric == null || (!goal && stepId == null)) {
            return;
        }
        String condition =
                " m.engaged_at is null and m.record_key = ? and " + (goal ? "m.sent_at <= ?" : "m.step_id = ?");
        Object value = goal ? at : Objects.requireNonNull(stepId);
        for (AbTestRow test : read(
                unit.connection(),
                "decided_at is null and winning_metric = ? and ab_test_id in (select m.ab_test_id from ab_test_message"
                        + " m where" + condition + ") order by ab_test_id for update",
                List.of(metric, recordKey, value))) {
            EngagedCounts engaged = Rows.of(
                            unit.connection(),
                            "with marked as (update ab_test_message m set engaged_at = ? where m.ab_test_id = ?"
                                    + " and" + condition
                                    + " returning m.version) select count(*) filter (where version = 'a') as of_a,"
                                    + " count(*) filter (where version = 'b') as of_b from marked")
                    .with(at, test.id(), recordKey, value)
                    .one(row -> new EngagedCounts(row.longValue("of_a"), row.longValue("of_b")));
            count(unit, test.id(), "engaged", engaged.ofA(), engaged.ofB());
            scheduleCheck(unit, test.id(), test.endsAt(), cause);
        }
    }

    /**
     * Schedules the next check. Checks run every hour instead of after every message, because each check is another chance for
     * a random difference to look significant. A pending check keeps its time, however many messages arrive.
     */
    private void scheduleCheck(Unit unit, String testId, @Nullable Instant endsAt, Cause because) {
        long step = checkInterval.toMillis();
        Instant next = Instant.ofEpochMilli((unit.now().toEpochMilli() / step + 1) * step);
        unit.timers()
                .setNoLaterThan(
                        TIMER + ":" + testId,
                        TIMER,
                        testId,
                        endsAt != null && endsAt.isBefore(next) ? endsAt : next,
                        because);
    }

    /** Schedules the last check, since no further message may trigger one. */
    void scheduleFinalCheck(Unit unit, String testId, Instant endsAt, Cause because) {
        unit.timers().setNoLaterThan(TIMER + ":" + testId, TIMER, testId, endsAt, because);
    }

    /** The test, locked until the end of the unit of work. */
    Optional<AbTestRow> lock(Unit unit, String id) {
        return read(unit.connection(), "ab_test_id = ? for update", List.of(id)).stream()
                .findFirst();
    }

    List<AbTestRow> read(Connection connection, String where, List<?> values) {
        return Rows.of(connection, "select " + COLUMNS + " from ab_test where " + where)
                .with(values.toArray())
                .list(AbTests::row);
    }

    private static AbTestRow row(Row row) throws SQLException {
        return new AbTestRow(
                row.text("ab_test_id"),
                row.text("sequence_id"),
                row.text("step_key"),
                row.text("name"),
                row.text("template_a"),
                row.text("template_b"),
                row.intValue("share_of_a"),
                row.text("winning_metric"),
                row.instantOrNull("ends_at"),
                row.text("default_version"),
                row.instant("started_at"),
                new Tally(row.longValue("sent_a"), row.longValue("engaged_a")),
                new Tally(row.longValue("sent_b"), row.longValue("engaged_b")),
                row.textOrNull("outcome"),
                row.textOrNull("winner"),
                row.textOrNull("decided_by"),
                row.instantOrNull("decided_at"));
    }

    /** Ends a running test and publishes the decision. */
    AbTestRow decide(Unit unit, AbTestRow test, String outcome, String winner, Cause cause) {
        Rows.of(
                        unit.connection(),
                        "update ab_test set outcome = ?, winner = ?, decided_by = ?, decided_at = ? where ab_test_id ="
                                + " ?")
                .with(outcome, winner, cause.actor(), unit.now(), test.id())
                .update();
        unit.publish(
                TIMER,
                test.id(),
                0,
                new AbTestDecided(
                        test.sequenceId(),
                        test.stepKey(),
                        outcome,
                        winner,
                        test.winningMetric(),
                        test.a().sent(),
                        test.a().engaged(),
                        test.b().sent(),
                        test.b().engaged(),
                        cause.actor(),
                        unit.now()),
                cause);
        unit.timers().cancel(TIMER + ":" + test.id());
        jobs.start(unit, DeleteTestMessagesJob.KIND, new DeleteTestMessagesJob.Input(test.id()), cause);
        winners.invalidate();
        return lock(unit, test.id()).orElseThrow();
    }
}
