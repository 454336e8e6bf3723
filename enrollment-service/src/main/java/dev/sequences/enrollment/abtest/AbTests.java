package dev.sequences.enrollment.abtest;

import dev.sequences.chassis.flow.Cause;
import dev.sequences.chassis.jobs.Jobs;
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
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
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
    public void register(Unit unit, String sequenceId, int version, Graph graph, Cause cause) throws SQLException {
        List<Node.AbTest> tests = graph.abTests().toList();
        if (tests.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = unit.connection()
                .prepareStatement("insert into ab_test (ab_test_id, sequence_id, version, step_key, name, template_a,"
                        + " template_b, share_of_a, winning_metric, ends_at, default_version, started_at,"
                        + " sent_a, engaged_a, sent_b, engaged_b)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0, 0)"
                        + " on conflict (ab_test_id) do nothing")) {
            for (Node.AbTest test : tests) {
                String id = AbTestWinners.idOf(sequenceId, test);
                insert.setString(1, id);
                insert.setString(2, sequenceId);
                insert.setInt(3, version);
                insert.setString(4, test.key());
                insert.setString(5, test.name());
                insert.setString(6, test.a().templateId());
                insert.setString(7, test.b().templateId());
                insert.setInt(8, test.shareOfA());
                insert.setString(9, test.winningMetric());
                insert.setObject(10, utc(test.endsAt()));
                insert.setString(11, test.defaultVersion());
                insert.setObject(12, utc(unit.now()));
                if (insert.executeUpdate() == 1 && test.endsAt() != null) {
                    scheduleFinalCheck(unit, id, test.endsAt(), cause);
                }
            }
        }
    }

    /** Counts the messages sent while a test runs. Messages after its end do not change the figures of the decision. */
    void countSent(Unit unit, List<TestMessage> messages) throws SQLException {
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
    private boolean lockRunning(Unit unit, TestMessage message) throws SQLException {
        Optional<AbTestRow> test = lock(unit, message.testId());
        if (test.isEmpty()) {
            register(unit, message.sequenceId(), message.sequenceVersion(), message.graph(), message.because());
            test = lock(unit, message.testId());
        }
        return test.filter(row -> row.decidedAt() == null).isPresent();
    }

    private static void store(Unit unit, List<TestMessage> messages) throws SQLException {
        try (PreparedStatement insert = unit.connection()
                .prepareStatement("insert into ab_test_message (step_id, ab_test_id, version, record_key, sent_at)"
                        + " values (?, ?, ?, ?, ?) on conflict do nothing")) {
            for (TestMessage one : messages) {
                insert.setString(1, one.stepId());
                insert.setString(2, one.testId());
                insert.setString(3, one.ofA() ? "a" : "b");
                insert.setString(4, one.recordKey());
                insert.setObject(5, utc(one.at()));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** {@code figure}: sent or engaged. */
    private static void count(Unit unit, String testId, String figure, long ofA, long ofB) throws SQLException {
        try (PreparedStatement count = unit.connection()
                .prepareStatement("update ab_test set %1$s_a = %1$s_a + ?, %1$s_b = %1$s_b + ? where ab_test_id = ?"
                        .formatted(figure))) {
            count.setLong(1, ofA);
            count.setLong(2, ofB);
            count.setString(3, testId);
            count.executeUpdate();
        }
    }

    /**
     * Counts a customer's interaction. Call once per activity.
     *
     * @param stepId the message it belongs to; null when unknown
     */
    public void countEngagement(
            Unit unit, String activityType, String recordKey, @Nullable String stepId, Instant at, Cause cause)
            throws SQLException {
        String metric = METRICS.get(activityType);
        boolean goal = "goal".equals(metric);
        if (metric == null || (!goal && stepId == null)) {
            return;
        }
        String condition =
                " m.engaged_at is null and m.record_key = ? and " + (goal ? "m.sent_at <= ?" : "m.step_id = ?");
        Object value = goal ? at.atOffset(ZoneOffset.UTC) : Objects.requireNonNull(stepId);
        for (AbTestRow test : read(
                unit.connection(),
                "decided_at is null and winning_metric = ? and ab_test_id in (select m.ab_test_id from ab_test_message"
                        + " m where" + condition + ") order by ab_test_id for update",
                List.of(metric, recordKey, value))) {
            try (PreparedStatement mark = unit.connection()
                    .prepareStatement(
                            "with marked as (update ab_test_message m set engaged_at = ? where m.ab_test_id = ?"
                                    + " and" + condition
                                    + " returning m.version) select count(*) filter (where version = 'a'),"
                                    + " count(*) filter (where version = 'b') from marked")) {
                mark.setObject(1, utc(at));
                mark.setString(2, test.id());
                mark.setString(3, recordKey);
                mark.setObject(4, value);
                try (ResultSet row = mark.executeQuery()) {
                    row.next();
                    count(unit, test.id(), "engaged", row.getLong(1), row.getLong(2));
                }
            }
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
    Optional<AbTestRow> lock(Unit unit, String id) throws SQLException {
        return read(unit.connection(), "ab_test_id = ? for update", List.of(id)).stream()
                .findFirst();
    }

    List<AbTestRow> read(Connection connection, String where, List<?> values) throws SQLException {
        List<AbTestRow> rows = new ArrayList<>();
        try (PreparedStatement read =
                connection.prepareStatement("select " + COLUMNS + " from ab_test where " + where)) {
            for (int i = 0; i < values.size(); i++) {
                read.setObject(i + 1, values.get(i));
            }
            try (ResultSet row = read.executeQuery()) {
                while (row.next()) {
                    rows.add(row(row));
                }
            }
        }
        return rows;
    }

    private static AbTestRow row(ResultSet row) throws SQLException {
        return new AbTestRow(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getInt(7),
                row.getString(8),
                instant(row, 9),
                row.getString(10),
                row.getObject(11, OffsetDateTime.class).toInstant(),
                new Tally(row.getLong(12), row.getLong(13)),
                new Tally(row.getLong(14), row.getLong(15)),
                row.getString(16),
                row.getString(17),
                row.getString(18),
                instant(row, 19));
    }

    /** Ends a running test and publishes the decision. */
    AbTestRow decide(Unit unit, AbTestRow test, String outcome, String winner, Cause cause) throws SQLException {
        try (PreparedStatement update = unit.connection()
                .prepareStatement("update ab_test set outcome = ?, winner = ?, decided_by = ?, decided_at = ?"
                        + " where ab_test_id = ?")) {
            update.setString(1, outcome);
            update.setString(2, winner);
            update.setString(3, cause.actor());
            update.setObject(4, utc(unit.now()));
            update.setString(5, test.id());
            update.executeUpdate();
        }
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

    private static @Nullable OffsetDateTime utc(@Nullable Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
