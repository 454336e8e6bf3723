package dev.sequences.chassis.timers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequences.chassis.flow.Traces;
import dev.sequences.chassis.rows.Rows;
import dev.sequences.chassis.unit.Counter;
import dev.sequences.chassis.unit.DueTimer;
import dev.sequences.chassis.unit.StartedUnits;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.testkit.infra.Await;
import dev.sequences.testkit.infra.ServiceDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TimerPumpTest {

    @RegisterExtension
    static final ServiceDatabase database = ServiceDatabase.of("chassis_test", new String[0]);

    @RegisterExtension
    final StartedUnits started = StartedUnits.on(database);

    private final List<TimerPump> pumps = new ArrayList<>();
    private final List<String> order = new CopyOnWriteArrayList<>();
    private final Set<String> threads = ConcurrentHashMap.newKeySet();
    private final Set<String> failing = ConcurrentHashMap.newKeySet();

    /** Adds 1 to the counter of each timer, so that the counter shows how often it had its effect. */
    private class Ticks implements TimerHandler {

        private final String kind;
        private final boolean inOrder;

        Ticks(String kind, boolean inOrder) {
            this.kind = kind;
            this.inOrder = inOrder;
        }

        @Override
        public String kind() {
            return kind;
        }

        @Override
        public boolean firesInOrder() {
            return inOrder;
        }

        @Override
        public void fire(Unit unit, List<DueTimer> due) throws Exception {
            threads.add(Thread.currentThread().getName());
            for (DueTimer timer : due) {
                assertThat(unit.now()).isAfterOrEqualTo(timer.due());
                if (failing.contains(timer.id())) {
                    throw new IllegalStateException(timer.id() + " fails");
                }
                Counter.add(unit, timer.owner(), 1);
            }
            List<String> ids = due.stream().map(DueTimer::id).toList();
            unit.afterCommit(() -> order.addAll(ids));
            if (due.size() > 100) {
                // Leaves the other threads time to join.
                Thread.sleep(50);
            }
        }
    }

    @BeforeEach
    void resetTheClock() throws SQLException {
        shift(Duration.ZERO);
    }

    @AfterEach
    void stopThePumps() throws Exception {
        for (TimerPump pump : pumps) {
            pump.stop(new ShutdownEvent());
        }
        shift(Duration.ZERO);
    }

    @Test
    void firesDueTimersOnceAndRemovesThem() throws Exception {
        set("tick", "t1", "t2", "t3");
        start(new Ticks("tick", false));

        awaitTimers(0);
        assertThat(totals("t1", "t2", "t3")).containsExactly(1L, 1L, 1L);
    }

    @Test
    void firesATimerWhenItIsDueAndNotEarlier() throws Exception {
        Instant due = started.get().run(unit -> {
            Instant soon = unit.now().plusMillis(700);
            unit.timers().set("soon", "tick", "soon", soon);
            unit.timers().set("later", "tick", "later", unit.now().plus(Duration.ofHours(1)));
            return soon;
        });
        start(new Ticks("tick", false));

        awaitTimers(1);
        assertThat(totals("soon", "later")).containsExactly(1L, 0L);
        assertThat(started.get().<Instant>run(Unit::now)).isAfterOrEqualTo(due);

        shift(Duration.ofHours(2));
        awaitTimers(0);
        assertThat(totals("soon", "later")).containsExactly(1L, 1L);
    }

    @Test
    void postponesAFailingTimerAloneAndRetriesIt() throws Exception {
        failing.add("t2");
        set("tick", "t1", "t2", "t3");
        start(new Ticks("tick", false));

        awaitTimers(1);
        Await.until("the timer is postponed", () -> attempts("t2") == 1);
        assertThat(totals("t1", "t2", "t3")).containsExactly(1L, 0L, 1L);
        Duration wait = Duration.between(Instant.now(), due("t2"));
        assertThat(wait).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(61));

        shift(Duration.ofMinutes(2));
        Await.until("the timer is postponed again", () -> attempts("t2") == 2);
        failing.clear();
        shift(Duration.ofMinutes(10));
        awaitTimers(0);
        assertThat(totals("t1", "t2", "t3")).containsExactly(1L, 1L, 1L);
    }

    @Test
    void keepsATimerThatHasNoHandler() throws Exception {
        set("unknown", "t1");
        set("tick", "t2");
        start(new Ticks("tick", false));

        awaitTimers(1);
        Await.until("the timer is postponed", () -> attempts("t1") == 1);
        assertThat(totals("t1", "t2")).containsExactly(0L, 1L);
    }

    @Test
    void firesManyTimersOnSeveralThreads() throws Exception {
        String[] ids = ids(3_000);
        set("tick", ids);
        start(new Ticks("tick", false));

        awaitTimers(0);
        Await.until("all have fired", () -> order.size() == ids.length);
        assertThat(order).containsExactlyInAnyOrder(ids);
        assertThat(totals(ids)).containsOnly(1L);
        assertThat(threads).contains("units").hasSizeGreaterThan(1);
    }

    @Test
    void firesTimersInOrderWhereTheirHandlerRequiresIt() throws Exception {
        String[] ids = ids(1_000);
        List<String> shuffled = new ArrayList<>(List.of(ids));
        Collections.shuffle(shuffled, new Random(1));
        started.get().run(unit -> {
            for (String id : shuffled) {
                unit.timers()
                        .set(
                                id,
                                "turn",
                                id,
                                Instant.EPOCH.plusSeconds(List.of(ids).indexOf(id)));
            }
            return true;
        });
        start(new Ticks("turn", true));

        awaitTimers(0);
        Await.until("all have fired", () -> order.size() == ids.length);
        assertThat(order).containsExactly(ids);
        assertThat(threads).containsExactly("units");
    }

    @Test
    void sharesTheTimersAmongReplicas() throws Exception {
        String[] ids = ids(2_000);
        set("tick", ids);
        start(new Ticks("tick", false));
        start(new Ticks("tick", false));

        awaitTimers(0);
        assertThat(totals(ids)).containsOnly(1L);
    }

    @Test
    void firesATimerAgainThatItsHandlerReschedules() throws Exception {
        set("again", "t1");
        start(new TimerHandler() {
            @Override
            public String kind() {
                return "again";
            }

            @Override
            public void fire(Unit unit, List<DueTimer> due) {
                for (DueTimer timer : due) {
                    if (Counter.add(unit, timer.owner(), 1) < 3) {
                        unit.timers().reschedule(timer, unit.now());
                    } else {
                        unit.timers().cancel(timer.id());
                    }
                }
            }
        });

        Await.until("it has fired three times", () -> totals("t1").equals(List.of(3L)));
        awaitTimers(0);
    }

    private void start(TimerHandler handler) {
        TimerPump pump = new TimerPump(
                started.get(),
                database.dataSource(),
                List.of(handler),
                new SimpleMeterRegistry(),
                Traces.off(),
                () -> 4);
        pump.start(new StartupEvent());
        pumps.add(pump);
    }

    /** Timers that have been due for a minute; each has an owner of its own. */
    private void set(String kind, String... ids) {
        started.get().run(unit -> {
            for (String id : ids) {
                unit.timers().set(id, kind, id, unit.now().minusSeconds(60));
            }
            return true;
        });
    }

    private static String[] ids(int count) {
        return IntStream.range(0, count).mapToObj("t%05d"::formatted).toArray(String[]::new);
    }

    private List<Long> totals(String... owners) {
        return started.get().runConcurrently(unit -> {
            unit.preload(List.of(owners));
            return List.of(owners).stream()
                    .map(owner -> Counter.total(unit, owner))
                    .toList();
        });
    }

    private static void awaitTimers(int count) throws Exception {
        Await.until(count + " timers are left", () -> one("select count(*) as value from chassis.timer") == count);
    }

    private static long attempts(String id) throws SQLException {
        return one("select coalesce(sum(attempts), 0) as value from chassis.timer where id = '" + id + "'");
    }

    private static long one(String sql) throws SQLException {
        try (var connection = database.connect()) {
            return Rows.of(connection, sql).one(row -> row.longValue("value"));
        }
    }

    private static Instant due(String id) throws SQLException {
        try (var connection = database.connect()) {
            return Rows.of(connection, "select due_at from chassis.timer where id = ?")
                    .with(id)
                    .one(row -> row.instant("due_at"));
        }
    }

    private static void shift(Duration shift) throws SQLException {
        try (var connection = database.connect()) {
            Rows.of(connection, "update chassis.suite_clock set shift = make_interval(secs => ?)")
                    .with((double) shift.toSeconds())
                    .update();
        }
    }
}
