package dev.sequences.chassis.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sequences.chassis.answer.Answer;
import dev.sequences.chassis.answer.Problem;
import dev.sequences.chassis.rows.Rows;
import dev.sequences.testkit.infra.Await;
import dev.sequences.testkit.infra.ServiceDatabase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.postgresql.ds.PGSimpleDataSource;

class UnitsTest {

    @RegisterExtension
    static final ServiceDatabase database = ServiceDatabase.of("chassis_test", new String[0]);

    @RegisterExtension
    final StartedUnits started = StartedUnits.on(database);

    private final ExecutorService callers = Executors.newCachedThreadPool();
    private Units units;

    @BeforeEach
    void createATable() throws SQLException {
        units = started.get();
        write("create table if not exists note (text text)");
        write("truncate note");
    }

    @AfterEach
    void stopTheCallers() {
        callers.shutdownNow();
    }

    @Test
    void sharesOneTransactionAmongTheCommandsThatWaited() throws Exception {
        List<Future<Object>> all = together(
                () -> units.run(unit -> transaction(unit, "a")),
                () -> units.run(unit -> transaction(unit, "b")),
                () -> units.run(unit -> transaction(unit, "c")));

        Object first = all.getFirst().get();
        assertThat(all).allSatisfy(one -> assertThat(one.get()).isEqualTo(first));
        assertThat(totals("a", "b", "c")).containsExactly(1L, 1L, 1L);
    }

    @Test
    void runsABatchInATransactionOfItsOwn() throws Exception {
        List<Future<Object>> all = together(
                () -> units.run(unit -> transaction(unit, "a")),
                () -> units.runAlone(unit -> transaction(unit, "b")),
                () -> units.run(unit -> transaction(unit, "c")));

        assertThat(List.of(all.get(0).get(), all.get(1).get(), all.get(2).get()))
                .doesNotHaveDuplicates();
    }

    @Test
    void runsConcurrentWorkWhileTheWriterIsBusy() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        Future<Long> busy = callers.submit(() -> units.runAlone(unit -> {
            await(release);
            return Counter.add(unit, "a", 1);
        }));
        assertThat(units.<Long>runConcurrently(unit -> Counter.add(unit, "b", 1)))
                .isEqualTo(1);
        assertThat(busy).isNotDone();
        release.countDown();
        assertThat(busy.get()).isEqualTo(1);
    }

    @Test
    void undoesOnlyTheRefusedCommandOfAGroup() throws Exception {
        List<Future<Object>> all = together(
                () -> units.run(unit -> Counter.add(unit, "a", 1)),
                () -> units.run(unit -> {
                    Counter.add(unit, "b", 1);
                    unit.claims().claim("name", "one", "b");
                    unit.timers().set("t", "tick", "b", unit.now());
                    note(unit, "refused");
                    return Counter.add(unit, "b", -1);
                }),
                () -> units.run(unit -> {
                    note(unit, "accepted");
                    return Counter.add(unit, "c", 1);
                }));

        assertThatThrownBy(all.get(1)::get).cause().isInstanceOfSatisfying(Problem.class, refusal -> assertThat(
                        refusal.code())
                .isEqualTo("negative-amount"));
        assertThat(all.get(0).get()).isEqualTo(1L);
        assertThat(all.get(2).get()).isEqualTo(1L);
        assertThat(totals("a", "b", "c")).containsExactly(1L, 0L, 1L);
        assertThat(values("select text as value from note")).containsExactly("accepted");
        assertThat(values("select holder as value from chassis.claim")).isEmpty();
        assertThat(values("select id as value from chassis.timer")).isEmpty();
    }

    @Test
    void undoesTheWritesOfARefusedCommandThatRanAlone() {
        assertThatThrownBy(() -> units.run(unit -> {
                    note(unit, "refused");
                    return Counter.add(unit, "a", -1);
                }))
                .isInstanceOf(Problem.class);

        assertThat(values("select text as value from note")).isEmpty();
    }

    @Test
    void separatesAFaultyCommandFromItsGroup() throws Exception {
        AtomicInteger faulty = new AtomicInteger();
        List<Future<Object>> all = together(
                () -> units.run(unit -> Counter.add(unit, "a", 1)),
                () -> units.run(unit -> {
                    faulty.incrementAndGet();
                    Counter.add(unit, "b", 1);
                    throw new IllegalStateException("a defect");
                }),
                () -> units.run(unit -> Counter.add(unit, "c", 1)));

        assertThatThrownBy(all.get(1)::get)
                .cause()
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a defect");
        assertThat(totals("a", "b", "c")).containsExactly(1L, 0L, 1L);
        assertThat(faulty).hasValue(2);
        assertThat(started.count("sequences.unit.separated")).isEqualTo(1);
    }

    @Test
    void separatesACommandWhoseStatementFailed() throws Exception {
        List<Future<Object>> all = together(
                () -> units.run(unit -> Counter.add(unit, "a", 1)),
                () -> units.run(unit -> Rows.of(unit.connection(), "select no_such_column from note")
                        .exists()));

        assertThatThrownBy(all.get(1)::get).cause().hasMessageContaining("no_such_column");
        assertThat(all.get(0).get()).isEqualTo(1L);
    }

    @Test
    void retriesAConflictWithFreshReads() {
        AtomicInteger attempts = new AtomicInteger();
        long total = units.run(unit -> {
            Counter.total(unit, "a");
            if (attempts.incrementAndGet() == 1) {
                // As another replica, after this unit has read the stream.
                units.runConcurrently(replica -> Counter.add(replica, "a", 10));
            }
            return Counter.add(unit, "a", 1);
        });

        assertThat(total).isEqualTo(11);
        assertThat(attempts).hasValue(2);
        assertThat(totals("a")).containsExactly(11L);
        assertThat(started.count("sequences.unit.conflicts")).isEqualTo(1);
    }

    @Test
    void reportsAConflictThatRecursAtEveryAttempt() {
        AtomicInteger attempts = new AtomicInteger();

        assertThatThrownBy(() -> units.run(unit -> {
                    attempts.incrementAndGet();
                    Counter.total(unit, "a");
                    units.runConcurrently(replica -> Counter.add(replica, "a", 10));
                    return Counter.add(unit, "a", 1);
                }))
                .isNotInstanceOf(WriterUnavailable.class);

        assertThat(attempts).hasValue(4);
        assertThat(totals("a")).containsExactly(40L);
    }

    @Test
    void reportsALostConnectionAsUnavailableToTheWholeGroupAndGoesOn() throws Exception {
        AtomicInteger runs = new AtomicInteger();
        List<Future<Object>> all = together(
                () -> units.run(unit -> {
                    runs.incrementAndGet();
                    return Counter.add(unit, "a", 1);
                }),
                () -> units.run(unit -> Rows.of(unit.connection(), "select pg_terminate_backend(pg_backend_pid())")
                        .exists()));

        assertThat(all).allSatisfy(one -> assertThatThrownBy(one::get)
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOf(WriterUnavailable.class)
                .satisfies(e -> assertThat(WriterUnavailable.isRetryable(e)).isTrue()));
        assertThat(runs).hasValue(1);
        assertThat(units.<Long>run(unit -> Counter.add(unit, "a", 1))).isEqualTo(1);
    }

    @Test
    void reportsAnUnreachableDatabaseAsUnavailable() throws Exception {
        PGSimpleDataSource nowhere = new PGSimpleDataSource();
        nowhere.setUrl("jdbc:postgresql://localhost:1/chassis");
        StartedUnits disconnected = StartedUnits.on(() -> nowhere, List.of());
        disconnected.start();
        try {
            assertThatThrownBy(() -> disconnected.get().run(unit -> Counter.add(unit, "a", 1)))
                    .isInstanceOf(WriterUnavailable.class);
        } finally {
            disconnected.stop();
        }
    }

    @Test
    void answersARepeatedRequestWithTheFirstAnswer() {
        IdempotencyKey key = IdempotencyKey.of("ben", "k1", "/counters/a", Map.of("amount", 5));
        Answer first = units.runOnce(key, List.of("a"), unit -> added(unit, "a", 5));
        Answer repeat = units.runOnce(key, List.of("a"), unit -> added(unit, "a", 5));

        assertThat(repeat.status()).isEqualTo(201);
        assertThat(repeat.location()).isEqualTo("/counters/a");
        assertThat(repeat.version()).isEqualTo(first.version()).isEqualTo(1);
        assertThat(String.valueOf(repeat.body())).isEqualTo("{\"total\":5}");
        assertThat(totals("a")).containsExactly(5L);
    }

    @Test
    void answersARepeatWithinTheSameGroupWithTheFirstAnswer() throws Exception {
        IdempotencyKey key = IdempotencyKey.of("ben", "k1", "/counters/a", Map.of("amount", 5));
        List<Future<Object>> all = together(
                () -> units.runOnce(key, List.of("a"), unit -> added(unit, "a", 5)),
                () -> units.runOnce(key, List.of("a"), unit -> added(unit, "a", 5)));

        assertThat(all.get(1).get()).isEqualTo(all.get(0).get());
        assertThat(totals("a")).containsExactly(5L);
    }

    @Test
    void refusesAKeyThatWasUsedForAnotherRequest() {
        units.runOnce(
                IdempotencyKey.of("ben", "k1", "/counters/a", Map.of("amount", 5)),
                List.of("a"),
                unit -> added(unit, "a", 5));

        for (IdempotencyKey reused : List.of(
                IdempotencyKey.of("ben", "k1", "/counters/a", Map.of("amount", 6)),
                IdempotencyKey.of("ben", "k1", "/counters/b", Map.of("amount", 5)))) {
            assertThatThrownBy(() -> units.runOnce(reused, List.of("a"), unit -> added(unit, "a", 6)))
                    .isInstanceOfSatisfying(Problem.class, problem -> {
                        assertThat(problem.status()).isEqualTo(422);
                        assertThat(problem.code()).isEqualTo("idempotency-key-reused");
                    });
        }
        assertThat(totals("a")).containsExactly(5L);
    }

    @Test
    void keepsTheKeysOfDifferentCallersApart() {
        for (String caller : List.of("ben", "eva")) {
            units.runOnce(
                    IdempotencyKey.of(caller, "k1", "/counters/a", null), List.of("a"), unit -> added(unit, "a", 5));
        }

        assertThat(totals("a")).containsExactly(10L);
    }

    @Test
    void doesNotRememberARefusal() {
        IdempotencyKey key = IdempotencyKey.of("ben", "k1", "/counters/a", null);
        assertThatThrownBy(() -> units.runOnce(key, List.of("a"), unit -> added(unit, "a", -5)))
                .isInstanceOf(Problem.class);

        assertThat(units.runOnce(key, List.of("a"), unit -> added(unit, "a", 5)).status())
                .isEqualTo(201);
        assertThat(totals("a")).containsExactly(5L);
    }

    @Test
    void runsActionsAfterTheCommitOnly() {
        List<String> seen = new ArrayList<>();
        units.run(unit -> {
            unit.afterCommit(
                    () -> seen.addAll(values("select aggregate_identifier as value from chassis.domain_event_entry")));
            unit.afterCommit(() -> {
                throw new IllegalStateException("logged only");
            });
            return Counter.add(unit, "a", 1);
        });
        assertThatThrownBy(() -> units.run(unit -> {
                    unit.afterCommit(() -> seen.add("refused"));
                    return Counter.add(unit, "a", -1);
                }))
                .isInstanceOf(Problem.class);

        // The next unit starts after the actions of the one before.
        units.run(unit -> true);
        assertThat(seen).containsExactly("a");
    }

    @Test
    void appliesEffectsToAllEventsOfAUnitInTheirTransaction() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        EventEffect effect = (unit, events) -> {
            calls.incrementAndGet();
            events.forEach(event -> note(unit, event.aggregateId() + event.position()));
        };
        StartedUnits withEffect = StartedUnits.on(database::dataSource, List.of(effect));
        withEffect.start();
        try {
            withEffect.get().run(unit -> {
                Counter.add(unit, "a", 1);
                Counter.add(unit, "b", 1);
                return Counter.add(unit, "a", 1);
            });
            withEffect.get().run(unit -> Counter.total(unit, "a"));
        } finally {
            withEffect.stop();
        }

        assertThat(values("select text as value from note")).containsExactly("a0", "b0", "a1");
        assertThat(calls).hasValue(1);
        assertThat(values("select xmin::text as value from note union"
                        + " select xmin::text from chassis.domain_event_entry"))
                .hasSize(1);
    }

    @Test
    void finishesTheWaitingWorkBeforeItStopsAndAcceptsNoneAfterwards() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        Future<Object> first = blockTheWriter(release);
        Future<Long> second = callers.submit(() -> units.<Long>run(unit -> Counter.add(unit, "a", 1)));
        Await.until("one waits", () -> started.waiting() == 1);
        Future<Object> stopped = callers.submit(() -> {
            started.stop();
            return true;
        });
        Await.until("the writer accepts no more work", () -> {
            try {
                units.runConcurrently(unit -> true);
                return false;
            } catch (WriterUnavailable e) {
                return true;
            }
        });
        release.countDown();

        assertThat(first.get()).isEqualTo(true);
        assertThat(second.get()).isEqualTo(1);
        assertThat(stopped.get()).isEqualTo(true);
        assertThatThrownBy(() -> units.run(unit -> true)).isInstanceOf(WriterUnavailable.class);
    }

    /** Queues the works in this order while the writer is busy, so that it finds all of them waiting. */
    @SafeVarargs
    private List<Future<Object>> together(Callable<Object>... works) throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        Future<Object> busy = blockTheWriter(release);
        List<Future<Object>> all = new ArrayList<>();
        for (Callable<Object> work : works) {
            all.add(callers.submit(work));
            int expected = all.size();
            Await.until(expected + " wait", () -> started.waiting() == expected);
        }
        release.countDown();
        busy.get();
        for (Future<Object> one : all) {
            try {
                one.get(30, TimeUnit.SECONDS);
            } catch (ExecutionException e) {
                // For the test to examine.
            }
        }
        return all;
    }

    private Future<Object> blockTheWriter(CountDownLatch release) throws InterruptedException {
        CountDownLatch busy = new CountDownLatch(1);
        Future<Object> blocking = callers.submit(() -> units.runAlone(unit -> {
            busy.countDown();
            await(release);
            return true;
        }));
        await(busy);
        return blocking;
    }

    private static void await(CountDownLatch latch) throws InterruptedException {
        assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    }

    /** Adds 1; returns the id of the transaction. */
    private static String transaction(Unit unit, String id) {
        Counter.add(unit, id, 1);
        return Rows.of(unit.connection(), "select pg_current_xact_id()::text as id")
                .one(row -> row.text("id"));
    }

    private static Answer added(Unit unit, String id, long amount) {
        Outcome.Done<Counter.State, Counter.Added> done =
                unit.execute(Counter.TYPE, id, amount, Counter.CAUSE).orProblem();
        return Answer.created("/counters/" + id, done.state(), done.version());
    }

    private static void note(Unit unit, String text) {
        Rows.of(unit.connection(), "insert into note values (?)").with(text).update();
    }

    private List<Long> totals(String... ids) {
        return units.runConcurrently(
                unit -> List.of(ids).stream().map(id -> Counter.total(unit, id)).toList());
    }

    /** The values of a query with one column named {@code value}. */
    private static List<String> values(String sql) {
        try (var connection = database.connect()) {
            return Rows.of(connection, sql).list(row -> row.text("value"));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void write(String sql) throws SQLException {
        try (var connection = database.connect()) {
            Rows.of(connection, sql).update();
        }
    }
}
