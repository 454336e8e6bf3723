package dev.sequences.chassis.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.sequences.chassis.answer.Problem;
import dev.sequences.chassis.eventlog.EventLog;
import dev.sequences.chassis.eventlog.Recorded;
import dev.sequences.chassis.flow.Cause;
import dev.sequences.chassis.rows.Rows;
import dev.sequences.chassis.unit.Counter.Added;
import dev.sequences.chassis.unit.Counter.State;
import dev.sequences.testkit.infra.ServiceDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class JdbcUnitTest {

    @RegisterExtension
    static final ServiceDatabase database = ServiceDatabase.of("chassis_test", new String[0]);

    private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");

    private Connection connection;

    /** Work in a unit that is then flushed and committed. */
    private interface Work {
        void in(JdbcUnit unit) throws Exception;
    }

    @BeforeEach
    void connect() throws SQLException {
        connection = database.connect();
        Rows.of(connection, "create table if not exists note (text text)").update();
        Rows.of(connection, "truncate note").update();
        connection.setAutoCommit(false);
    }

    @AfterEach
    void disconnect() throws SQLException {
        connection.close();
    }

    @Test
    void loadsAnUnknownAggregateAsTheInitialStateOfVersionZero() throws Exception {
        assertThat(unit().load(Counter.TYPE, "a")).isEqualTo(new Loaded<>(new State(0), 0));
    }

    @Test
    void seesItsOwnEventsBeforeTheyAreStored() throws Exception {
        commit(unit -> {
            assertThat(Counter.add(unit, "a", 2)).isEqualTo(2);
            assertThat(Counter.add(unit, "a", 3)).isEqualTo(5);
            assertThat(unit.load(Counter.TYPE, "a")).isEqualTo(new Loaded<>(new State(5), 2));
            assertThat(count("chassis.domain_event_entry")).isZero();
        });

        assertThat(unit().load(Counter.TYPE, "a")).isEqualTo(new Loaded<>(new State(5), 2));
    }

    @Test
    void returnsTheTypeOfTheLastStoredEventOfEachStream() throws Exception {
        commit(unit -> {
            Counter.add(unit, "a", 2);
            Counter.add(unit, "a", 3);
            Counter.add(unit, "b", 1);
        });
        JdbcUnit unit = unit();
        Counter.add(unit, "new", 1);

        assertThat(unit.lastEventTypes(List.of("a", "b", "new", "unknown")))
                .isEqualTo(Map.of("a", Added.class, "b", Added.class));
        assertThat(unit.lastEventTypes(List.of())).isEmpty();
    }

    @Test
    void storesEventsWithPositionTimeAndCause() throws Exception {
        Cause cause =
                new Cause("eva", "flow-2", "request-1", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        JdbcUnit unit = unit();
        unit.execute(Counter.TYPE, "a", 2L, Counter.CAUSE);
        unit.execute(Counter.TYPE, "a", 3L, cause);
        unit.flush(List.of());
        connection.commit();

        // The log keeps milliseconds.
        Instant at = unit.now().truncatedTo(ChronoUnit.MILLIS);
        List<Recorded<?>> history = Counter.log().history(connection, "a");
        assertThat(history)
                .extracting(Recorded::aggregateType, Recorded::position, Recorded::event, Recorded::at, Recorded::cause)
                .containsExactly(
                        tuple("counter", 0L, new Added(2), at, Counter.CAUSE),
                        tuple("counter", 1L, new Added(3), at, cause));
        assertThat(history.get(0).eventId()).isNotEqualTo(history.get(1).eventId());
    }

    @Test
    void recordsNothingForACommandThatChangesNothing() throws Exception {
        JdbcUnit unit = unit();
        assertThat(unit.execute(Counter.TYPE, "a", 0L, Counter.CAUSE))
                .isEqualTo(new Outcome.Done<>(new State(0), 0, List.of()));
        unit.flush(List.of());
        assertThat(count("chassis.domain_event_entry")).isZero();
    }

    @Test
    void returnsTheRefusalsOfTheModelAndRecordsNothing() throws Exception {
        JdbcUnit unit = unit();
        assertThat(unit.execute(Counter.TYPE, "a", -1L, Counter.CAUSE))
                .isInstanceOfSatisfying(Outcome.Refused.class, refused -> assertThat(refused.refusals())
                        .hasSize(1));
        unit.flush(List.of());
        assertThat(count("chassis.domain_event_entry")).isZero();
    }

    @Test
    void executesOnlyOnTheExpectedVersion() throws Exception {
        commit(unit -> Counter.add(unit, "a", 1));
        JdbcUnit unit = unit();

        for (long outdated : new long[] {0, 2}) {
            Outcome<State, Added> outcome = unit.execute(Counter.TYPE, "a", 1L, Counter.CAUSE, outdated);
            assertThatThrownBy(outcome::orProblem).isInstanceOfSatisfying(Problem.class, problem -> {
                assertThat(problem.status()).isEqualTo(412);
                assertThat(problem.code()).isEqualTo("stale-version");
            });
        }
        assertThat(unit.execute(Counter.TYPE, "a", 1L, Counter.CAUSE, 1L)).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void treatsTheIdOfAnotherTypeOfAggregateAsUnknown() throws Exception {
        commit(Counter.logWithSnapshots(), unit -> unit.execute(Counter.WITH_SNAPSHOTS, "a", 1L, Counter.CAUSE));
        JdbcUnit stored = unit();
        assertUnknown(() -> stored.load(Counter.OTHER_TYPE, "a"));

        JdbcUnit cached = unit();
        cached.load(Counter.TYPE, "a");
        assertUnknown(() -> cached.load(Counter.OTHER_TYPE, "a"));

        commit(Counter.logWithSnapshots(), unit -> unit.execute(Counter.WITH_SNAPSHOTS, "a", 1L, Counter.CAUSE));
        JdbcUnit fromSnapshot = new JdbcUnit(connection, Counter.logWithSnapshots(), false);
        assertUnknown(() -> fromSnapshot.load(Counter.OTHER_TYPE, "a"));
    }

    @Test
    void readsPreloadedStreamsOnce() throws Exception {
        commit(unit -> Counter.add(unit, "a", 1));
        JdbcUnit unit = unit();
        unit.preload(List.of("a", "b", "a"));
        try (Connection other = database.connect()) {
            other.setAutoCommit(false);
            JdbcUnit replica = new JdbcUnit(other, Counter.log(), false);
            Counter.add(replica, "a", 10);
            Counter.add(replica, "b", 10);
            replica.flush(List.of());
            other.commit();
        }

        assertThat(Counter.total(unit, "a")).isEqualTo(1);
        assertThat(Counter.total(unit, "b")).isZero();
        assertThat(Counter.total(unit(), "a")).isEqualTo(11);
    }

    @Test
    void keepsOneSnapshotPerStreamAndReadsOnlyTheEventsAfterIt() throws Exception {
        for (long amount : new long[] {1, 2, 3, 4, 5}) {
            commit(
                    Counter.logWithSnapshots(),
                    unit -> unit.execute(Counter.WITH_SNAPSHOTS, "a", amount, Counter.CAUSE));
        }
        assertThat(Rows.of(connection, "select sequence_number from chassis.snapshot_event_entry")
                        .list(row -> row.longValue("sequence_number")))
                .containsExactly(3L);
        Rows.of(connection, "delete from chassis.domain_event_entry where sequence_number <= 3")
                .update();

        JdbcUnit unit = new JdbcUnit(connection, Counter.logWithSnapshots(), false);
        assertThat(unit.load(Counter.WITH_SNAPSHOTS, "a")).isEqualTo(new Loaded<>(new State(15), 5));
    }

    @Test
    void storesASnapshotWhenOneUnitPassesTheInterval() throws Exception {
        commit(Counter.logWithSnapshots(), unit -> {
            for (int i = 0; i < 5; i++) {
                unit.execute(Counter.WITH_SNAPSHOTS, "a", 1L, Counter.CAUSE);
            }
        });

        assertThat(Rows.of(connection, "select sequence_number from chassis.snapshot_event_entry")
                        .list(row -> row.longValue("sequence_number")))
                .containsExactly(4L);
    }

    @Test
    void recordsPublishedFacts() throws Exception {
        commit(unit -> unit.publish("seller", "ben", 7, new Added(3), Counter.CAUSE));

        assertThat(Counter.log().history(connection, "ben")).singleElement().satisfies(fact -> {
            assertThat(fact.aggregateType()).isEqualTo("seller");
            assertThat(fact.position()).isEqualTo(7);
            assertThat(fact.event()).isEqualTo(new Added(3));
        });
    }

    @Test
    void hasOneTimeThatFollowsTheClockOfTheSuite() throws Exception {
        Rows.of(connection, "update chassis.suite_clock set shift = interval '10 days'")
                .update();
        JdbcUnit unit = unit();
        Instant first = unit.now();
        Thread.sleep(5);

        assertThat(unit.now()).isEqualTo(first);
        assertThat(Duration.between(Instant.now(), first)).isBetween(Duration.ofDays(9), Duration.ofDays(11));
        connection.rollback();
    }

    @Test
    void setsMovesAndCancelsTimers() throws Exception {
        commit(unit -> {
            unit.timers().set("t1", "tick", "a", NOON);
            unit.timers().set("t2", "tick", "a", NOON);
            unit.timers().set("t3", "tick", "a", NOON);
            unit.timers().cancel("t3");
        });
        assertThat(due("t1")).isEqualTo(NOON);
        assertThat(due("t3")).isNull();

        commit(unit -> {
            unit.timers().set("t1", "tick", "a", NOON.plusSeconds(60));
            unit.timers().cancel("t2");
            unit.timers().cancel("never set");
        });
        assertThat(due("t1")).isEqualTo(NOON.plusSeconds(60));
        assertThat(count("chassis.timer")).isEqualTo(1);
    }

    @Test
    void neverMovesATimerLaterWhenItIsSetNoLaterThan() throws Exception {
        commit(unit -> unit.timers().setNoLaterThan("t", "tick", "a", NOON, Counter.CAUSE));
        commit(unit -> unit.timers().setNoLaterThan("t", "tick", "a", NOON.plusSeconds(60), Counter.CAUSE));
        assertThat(due("t")).isEqualTo(NOON);

        commit(unit -> unit.timers().setNoLaterThan("t", "tick", "a", NOON.minusSeconds(60), Counter.CAUSE));
        assertThat(due("t")).isEqualTo(NOON.minusSeconds(60));

        commit(unit -> {
            unit.timers().set("t", "tick", "a", NOON.plusSeconds(60));
            unit.timers().setNoLaterThan("t", "tick", "a", NOON, Counter.CAUSE);
            unit.timers().setNoLaterThan("t", "tick", "a", NOON.plusSeconds(5), Counter.CAUSE);
        });
        assertThat(due("t")).isEqualTo(NOON);
    }

    @Test
    void roundsTheDueTimeUpToMicroseconds() throws Exception {
        commit(unit -> unit.timers().set("t", "tick", "a", NOON.plusNanos(1_001)));

        assertThat(due("t")).isEqualTo(NOON.plus(2, ChronoUnit.MICROS));
    }

    @Test
    void keepsAClaimUntilItsHolderReleasesIt() throws Exception {
        commit(unit -> {
            assertThat(unit.claims().claim("name", "intro", "a")).isNull();
            assertThat(unit.claims().claim("name", "intro", "b")).isEqualTo("a");
        });
        commit(unit -> {
            assertThat(unit.claims().holder("name", "intro")).isEqualTo("a");
            assertThat(unit.claims().holder("other kind", "intro")).isNull();
            unit.claims().release("name", "intro", "b");
        });
        commit(unit -> {
            assertThat(unit.claims().holder("name", "intro")).isEqualTo("a");
            unit.claims().release("name", "intro", "a");
            assertThat(unit.claims().claim("name", "intro", "b")).isNull();
        });

        assertThat(unit().claims().holder("name", "intro")).isEqualTo("b");
    }

    @Test
    void failsOnAClaimThatAnotherReplicaTookMeanwhile() throws Exception {
        JdbcUnit unit = unit();
        assertThat(unit.claims().claim("name", "intro", "a")).isNull();
        try (Connection other = database.connect()) {
            other.setAutoCommit(false);
            JdbcUnit replica = new JdbcUnit(other, Counter.log(), false);
            replica.claims().claim("name", "intro", "b");
            replica.flush(List.of());
            other.commit();
        }

        assertThatThrownBy(() -> unit.flush(List.of()))
                .rootCause()
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("23505"));
    }

    @Test
    void undoesEverythingOfTheCurrentWorkAndKeepsTheEarlierWork() throws Exception {
        List<String> actions = new ArrayList<>();
        JdbcUnit unit = new JdbcUnit(connection, Counter.log(), true);
        unit.settle();
        Counter.add(unit, "a", 1);
        unit.claims().claim("name", "intro", "a");
        unit.timers().set("t1", "tick", "a", NOON);
        unit.afterCommit(() -> actions.add("first"));
        note(unit, "first");

        unit.settle();
        Counter.add(unit, "a", 2);
        Counter.add(unit, "b", 2);
        unit.claims().release("name", "intro", "a");
        unit.claims().claim("name", "outro", "b");
        unit.timers().cancel("t1");
        unit.timers().set("t2", "tick", "b", NOON);
        unit.afterCommit(() -> actions.add("second"));
        note(unit, "second");
        unit.undo();

        unit.settle();
        assertThat(unit.load(Counter.TYPE, "a")).isEqualTo(new Loaded<>(new State(1), 1));
        assertThat(unit.load(Counter.TYPE, "b")).isEqualTo(new Loaded<>(new State(0), 0));
        unit.flush(List.of());
        connection.commit();
        unit.afterCommit().forEach(Runnable::run);

        JdbcUnit after = unit();
        assertThat(Counter.total(after, "a")).isEqualTo(1);
        assertThat(Counter.total(after, "b")).isZero();
        assertThat(after.claims().holder("name", "intro")).isEqualTo("a");
        assertThat(after.claims().holder("name", "outro")).isNull();
        assertThat(due("t1")).isEqualTo(NOON);
        assertThat(due("t2")).isNull();
        assertThat(actions).containsExactly("first");
        assertThat(Rows.of(connection, "select text from note").list(row -> row.text("text")))
                .containsExactly("first");
    }

    private JdbcUnit unit() throws SQLException {
        return new JdbcUnit(connection, Counter.log(), false);
    }

    private void commit(Work work) throws Exception {
        commit(Counter.log(), work);
    }

    private void commit(EventLog log, Work work) throws Exception {
        JdbcUnit unit = new JdbcUnit(connection, log, false);
        work.in(unit);
        unit.flush(List.of());
        connection.commit();
    }

    private static void assertUnknown(ThrowingCallable load) {
        assertThatThrownBy(load).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.status()).isEqualTo(404);
            assertThat(problem.code()).isEqualTo("gauge-unknown");
        });
    }

    private static void note(Unit unit, String text) {
        Rows.of(unit.connection(), "insert into note values (?)").with(text).update();
    }

    private @Nullable Instant due(String timer) {
        return Rows.of(connection, "select due_at from chassis.timer where id = ?")
                .with(timer)
                .first(row -> row.instant("due_at"))
                .orElse(null);
    }

    private long count(String table) {
        return Rows.of(connection, "select count(*) as count from " + table).one(row -> row.longValue("count"));
    }
}
