package dev.sequences.enrollment.abtest;

import dev.sequences.chassis.unit.Cause;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.enrollment.abtest.model.AbTestDecided;
import dev.sequences.enrollment.abtest.model.Tally;
import dev.sequences.enrollment.enrollment.model.walk.Node;
import dev.sequences.enrollment.reference.AbTestWinners;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Tables {@code ab_test} and {@code ab_test_message}. Every message and every interaction is counted once, in the
 * transaction that brings it, at the same cost however many there are. A test that is over keeps its figures.
 */
@ApplicationScoped
public class AbTests {

    /** Kind of the timers that look whether there is a winner. */
    static final String TIMER = "ab-test";

    /** What has to happen for a message to count. Opens and clicks name their message; a goal is the record's. */
    private static final Map<String, String> METRICS =
            Map.of("email-opened", "opens", "email-link-clicked", "clicks", "meeting-booked", "goal");

    private static final String COLUMNS =
            "ab_test_id, sequence_id, step_key, name, template_a, template_b, share_of_a, winning_metric, ends_at,"
                    + " default_version, started_at, sent_a, engaged_a, sent_b, engaged_b, outcome, winner, decided_by,"
                    + " decided_at";

    private final AbTestWinners winners;
    private final Duration every;

    AbTests(
            AbTestWinners winners,
            @ConfigProperty(name = "sequences.ab-test.look-every", defaultValue = "PT1H") Duration every) {
        this.winners = winners;
        this.every = every;
    }

    /** A message of a test. {@code ofA}: which version it is. */
    record TestMessage(
            String testId,
            String sequenceId,
            int sequenceVersion,
            Node.AbTest test,
            String stepId,
            boolean ofA,
            String recordKey,
            Instant at) {}

    /** A test as of now; outcome, winner, by and at are null while it runs. */
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

    void sent(Unit unit, List<TestMessage> messages) throws SQLException {
        if (messages.isEmpty()) {
            return;
        }
        try (PreparedStatement message = unit.connection()
                        .prepareStatement(
                                "insert into ab_test_message (step_id, ab_test_id, version, record_key, sent_at)"
                                        + " values (?, ?, ?, ?, ?) on conflict do nothing");
                PreparedStatement test = unit.connection()
                        .prepareStatement(
                                "insert into ab_test (ab_test_id, sequence_id, version, step_key, name, template_a,"
                                        + " template_b, share_of_a, winning_metric, ends_at, default_version, started_at,"
                                        + " sent_a, engaged_a, sent_b, engaged_b)"
                                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, 0)"
                                        + " on conflict (ab_test_id) do update set sent_a = ab_test.sent_a + excluded.sent_a,"
                                        + " sent_b = ab_test.sent_b + excluded.sent_b")) {
            Map<String, List<TestMessage>> byTest = new LinkedHashMap<>();
            for (TestMessage one : messages) {
                message.setString(1, one.stepId());
                message.setString(2, one.testId());
                message.setString(3, one.ofA() ? "a" : "b");
                message.setString(4, one.recordKey());
                message.setObject(5, utc(one.at()));
                message.addBatch();
                byTest.computeIfAbsent(one.testId(), id -> new ArrayList<>()).add(one);
            }
            for (List<TestMessage> ofOne : byTest.values()) {
                TestMessage first = ofOne.getFirst();
                long ofA = ofOne.stream().filter(TestMessage::ofA).count();
                test.setString(1, first.testId());
                test.setString(2, first.sequenceId());
                test.setInt(3, first.sequenceVersion());
                test.setString(4, first.test().key());
                test.setString(5, first.test().name());
                test.setString(6, first.test().templateOfA());
                test.setString(7, first.test().templateOfB());
                test.setInt(8, first.test().shareOfA());
                test.setString(9, first.test().winningMetric());
                test.setObject(10, utc(first.test().endsAt()));
                test.setString(11, first.test().defaultVersion());
                test.setObject(12, utc(first.at()));
                test.setLong(13, ofA);
                test.setLong(14, ofOne.size() - ofA);
                test.addBatch();
                look(unit, first.testId(), first.test().endsAt());
            }
            message.executeBatch();
            test.executeBatch();
        }
    }

    /**
     * The customer did something; called once per activity.
     *
     * @param stepId the message that it belongs to; null when that is not known
     */
    public void heard(Unit unit, String activityType, String recordKey, @Nullable String stepId, Instant at)
            throws SQLException {
        String metric = METRICS.get(activityType);
        boolean goal = "goal".equals(metric);
        if (metric == null || (!goal && stepId == null)) {
            return;
        }
        List<String> counted = new ArrayList<>();
        try (PreparedStatement mark = unit.connection()
                .prepareStatement("update ab_test_message m set engaged_at = ? from ab_test t"
                        + " where t.ab_test_id = m.ab_test_id and t.decided_at is null and t.winning_metric = ?"
                        + " and m.engaged_at is null and m.record_key = ? and "
                        + (goal ? "m.sent_at <= ?" : "m.step_id = ?")
                        + " returning m.ab_test_id, m.version, t.ends_at")) {
            mark.setObject(1, utc(at));
            mark.setString(2, metric);
            mark.setString(3, recordKey);
            mark.setObject(4, goal ? utc(at) : stepId);
            try (ResultSet row = mark.executeQuery()) {
                while (row.next()) {
                    counted.add(row.getString(1) + row.getString(2));
                    look(unit, row.getString(1), instant(row, 3));
                }
            }
        }
        try (PreparedStatement count = unit.connection()
                .prepareStatement("update ab_test set engaged_a = engaged_a + case when ? = 'a' then 1 else 0 end,"
                        + " engaged_b = engaged_b + case when ? = 'b' then 1 else 0 end where ab_test_id = ?")) {
            for (String one : counted) {
                String version = one.substring(one.length() - 1);
                count.setString(1, version);
                count.setString(2, version);
                count.setString(3, one.substring(0, one.length() - 1));
                count.addBatch();
            }
            if (!counted.isEmpty()) {
                count.executeBatch();
            }
        }
    }

    /** Looked at by the hour and not at every message: each look is another chance for luck to pass as a result. */
    void look(Unit unit, String testId, @Nullable Instant endsAt) {
        long step = every.toMillis();
        Instant next = Instant.ofEpochMilli((unit.now().toEpochMilli() / step + 1) * step);
        unit.timers().set(TIMER + ":" + testId, TIMER, testId, endsAt != null && endsAt.isBefore(next) ? endsAt : next);
    }

    /** The last look; there may be no message any more that would lead to it. */
    void lookAtTheEnd(Unit unit, String testId, Instant endsAt) {
        unit.timers().set(TIMER + ":" + testId, TIMER, testId, endsAt);
    }

    /** The test, kept from changes until this unit is done. */
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

    /** Ends a running test, and tells. */
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
        winners.forget();
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
