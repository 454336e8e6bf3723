package dev.sequences.chassis.timers;

import dev.sequences.chassis.flow.Cause;
import dev.sequences.chassis.flow.TraceParent;
import dev.sequences.chassis.flow.Traces;
import dev.sequences.chassis.unit.DueTimer;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.chassis.unit.Units;
import dev.sequences.chassis.unit.WriterUnavailable;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Drains due timers in batches: the rows go and the events come in one transaction, so a timer has its effect exactly once
 * whatever dies. The database clock decides what is due. Replicas share the work by skipping locked rows, and so do the lanes of one:
 * while whole batches are due, helpers fire beside the writer what need not go in order. See ADR 0005.
 */
@ApplicationScoped
public class TimerPump {

    private static final Logger LOG = Logger.getLogger(TimerPump.class);
    private static final int BATCH = 200;
    private static final long PAUSE_MILLIS = 100;

    /**
     * Takes rows that are due at the unit's own time. Asking for the time once more here would take rows that the unit, a
     * moment older, finds too early: they would go without effect. A row that failed before comes alone and later: see
     * {@link #postpone}. Each of the two has an index of its own, so that none reads the rows of the other. What was locked is deleted
     * by its place: nobody can move it meanwhile.
     */
    private static final String TAKE = "delete from chassis.timer where ctid = any(array("
            + "select ctid from chassis.timer where due_at <= ? and %s"
            + " order by due_at, id limit ? for update skip locked)) returning id, kind, owner, due_at,"
            + " correlation_id, causation_id";

    private static final String FRESH = "attempts = 0";
    private static final String FAILED = "attempts > 0";

    /** Of these kinds. A helper passes by the others, but is only called when the oldest that are due are none of them. */
    private static final String FRESH_OF_KINDS = FRESH + " and kind = any(?)";

    private static final Comparator<DueTimer> OLDEST_FIRST =
            Comparator.comparing(DueTimer::due).thenComparing(DueTimer::id);

    private static final String ANY_DUE = "select chassis.timer_is_due()";

    private final Units units;
    private final DataSource dataSource;
    private final Map<String, TimerHandler> handlers;
    private final MeterRegistry metrics;
    private final Traces traces;
    private final Thread pump = new Thread(this::run, "timers");
    private final ExecutorService lanes = Executors.newCachedThreadPool(
            Thread.ofPlatform().name("timers-", 2).daemon().factory());
    private final Semaphore idleHelpers;
    private final String[] inAnyOrder;
    private volatile boolean stopping;
    private volatile long lastTurn = System.nanoTime();

    /** The timer that was taken by itself last, so that it is this one that steps aside when it fails. */
    private volatile @Nullable String alone;

    TimerPump(
            Units units,
            DataSource dataSource,
            @All List<TimerHandler> handlers,
            MeterRegistry metrics,
            Traces traces,
            TimerSettings settings) {
        this.units = units;
        this.dataSource = dataSource;
        this.handlers = handlers.stream().collect(Collectors.toMap(TimerHandler::kind, Function.identity()));
        this.metrics = metrics;
        this.traces = traces;
        this.idleHelpers = new Semaphore(Math.max(0, settings.maxThreads() - 1));
        this.inAnyOrder = handlers.stream()
                .filter(handler -> !handler.firesInOrder())
                .map(TimerHandler::kind)
                .toArray(String[]::new);
    }

    void start(@Observes @Priority(50) StartupEvent event) {
        if (!handlers.isEmpty()) {
            pump.start();
        }
    }

    void stop(@Observes @Priority(10) ShutdownEvent event) throws InterruptedException {
        stopping = true;
        pump.interrupt();
        lanes.shutdown();
        pump.join(3_000);
        lanes.awaitTermination(3, TimeUnit.SECONDS);
    }

    /** Time since the last completed look at the timers; readiness turns down when it stands still. */
    public Duration sinceLastTurn() {
        return handlers.isEmpty() ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - lastTurn);
    }

    private void run() {
        while (!stopping) {
            try {
                int fired = anyDue() ? turn(FRESH, BATCH) + turn(FAILED, 1) : 0;
                lastTurn = System.nanoTime();
                if (fired == 0) {
                    Thread.sleep(PAUSE_MILLIS);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (SQLException | RuntimeException e) {
                LOG.warnf("timers wait for the database: %s", e.getMessage());
                pauseAfterFailure();
            }
        }
    }

    /** A look at the head of the index, outside of any unit: an idle pump costs next to nothing. */
    private boolean anyDue() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement look = connection.prepareStatement(ANY_DUE);
                ResultSet result = look.executeQuery()) {
            result.next();
            return result.getBoolean(1);
        }
    }

    private void pauseAfterFailure() {
        try {
            Thread.sleep(500);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Fires up to {@code limit} timers; a batch that fails is tried timer by timer. */
    private int turn(String which, int limit) {
        try {
            return fire(which, limit);
        } catch (RuntimeException e) {
            if (WriterUnavailable.isRetryable(e)) {
                throw e;
            }
            if (limit > 1) {
                int fired = 0;
                for (int i = 0; i < limit; i++) {
                    fired += turn(which, 1);
                }
                return fired;
            }
            LOG.error("a timer could not be fired; it is tried again in a minute", e);
            metrics.counter("sequences.timer.failures").increment();
            postpone();
            return 1;
        }
    }

    private int fire(String which, int limit) {
        Instant begin = Instant.now();
        return units.runAlone(unit -> {
            List<DueTimer> due = take(unit, which, limit, null);
            alone = limit == 1 && !due.isEmpty() ? due.getFirst().id() : null;
            if (due.size() == BATCH && due.stream().allMatch(this::mayGoInAnyOrder)) {
                callHelpers();
            }
            return fire(unit, due, begin);
        });
    }

    private boolean mayGoInAnyOrder(DueTimer timer) {
        TimerHandler handler = handlers.get(timer.kind());
        return handler != null && !handler.firesInOrder();
    }

    /** Those that are idle take batches until there is no whole one. What they cannot fire the pump tries timer by timer. */
    private void callHelpers() {
        while (idleHelpers.tryAcquire()) {
            try {
                lanes.execute(this::help);
            } catch (RejectedExecutionException stopped) {
                idleHelpers.release();
                return;
            }
        }
    }

    private void help() {
        try {
            int fired = BATCH;
            while (fired == BATCH && !stopping) {
                Instant begin = Instant.now();
                fired = units.runConcurrently(unit -> fire(unit, take(unit, FRESH_OF_KINDS, BATCH, inAnyOrder), begin));
            }
        } catch (RuntimeException e) {
            LOG.debugf("a helper leaves its timers to the pump: %s", e.getMessage());
        } finally {
            idleHelpers.release();
        }
    }

    private int fire(Unit unit, List<DueTimer> due, Instant begin) throws Exception {
        if (due.isEmpty()) {
            return 0;
        }
        unit.preload(due.stream().map(DueTimer::owner).distinct().toList());
        Map<String, List<DueTimer>> byKind = new LinkedHashMap<>();
        due.forEach(timer ->
                byKind.computeIfAbsent(timer.kind(), kind -> new ArrayList<>()).add(timer));
        for (Map.Entry<String, List<DueTimer>> kind : byKind.entrySet()) {
            TimerHandler handler = handlers.get(kind.getKey());
            if (handler == null) {
                throw new IllegalStateException("nobody takes timers of kind " + kind.getKey() + ", only " + known());
            }
            handler.fire(unit, kind.getValue());
        }
        Instant now = unit.now();
        unit.afterCommit(() -> due.forEach(timer -> {
            lateness(timer.kind()).record(Duration.between(timer.due(), now));
            if (traces.on()) {
                trace(timer, begin);
            }
        }));
        return due.size();
    }

    private void trace(DueTimer timer, Instant begin) {
        traces.ended(
                "timer " + timer.kind(),
                Traces.Kind.INTERNAL,
                TraceParent.first(timer.cause().traceParent()),
                begin,
                Map.of(
                        "sequences.timer_id",
                        timer.id(),
                        "sequences.aggregate_ids",
                        timer.owner(),
                        "sequences.correlation_id",
                        timer.cause().correlationId()));
    }

    private Set<String> known() {
        return handlers.keySet();
    }

    private Timer lateness(String kind) {
        return Timer.builder("sequences.timer.lateness")
                .tag("kind", kind)
                .publishPercentiles(0.5, 0.99)
                .register(metrics);
    }

    private static List<DueTimer> take(Unit unit, String which, int limit, String @Nullable [] kinds)
            throws SQLException {
        try (PreparedStatement take = unit.connection().prepareStatement(TAKE.formatted(which))) {
            int index = 1;
            take.setObject(index++, unit.now().atOffset(ZoneOffset.UTC));
            if (kinds != null) {
                take.setArray(index++, unit.connection().createArrayOf("text", kinds));
            }
            take.setInt(index, limit);
            List<DueTimer> due = new ArrayList<>();
            try (ResultSet result = take.executeQuery()) {
                while (result.next()) {
                    String id = result.getString(1);
                    String owner = result.getString(3);
                    String correlation = result.getString(5);
                    String causation = result.getString(6);
                    due.add(new DueTimer(
                            id,
                            result.getString(2),
                            owner,
                            result.getObject(4, OffsetDateTime.class).toInstant(),
                            new Cause(
                                    "system:timer",
                                    correlation == null ? owner : correlation,
                                    causation == null ? id : causation,
                                    TraceParent.continued(null).toString())));
                }
            }
            due.sort(OLDEST_FIRST);
            unit.timers().markRemoved(due);
            return due;
        }
    }

    /** A timer failed on its own: it steps aside for a minute, so that it holds up nobody and is never lost. */
    private void postpone() {
        String failed = alone;
        if (failed == null) {
            return;
        }
        units.runAlone(unit -> {
            try (PreparedStatement later = unit.connection()
                    .prepareStatement(
                            "update chassis.timer set attempts = attempts + 1, due_at = chassis.suite_now() + interval"
                                + " '1 minute' where id in (select id from chassis.timer where id = ? and due_at <= ?"
                                + " for update skip locked)")) {
                later.setString(1, failed);
                later.setObject(2, unit.now().atOffset(ZoneOffset.UTC));
                return later.executeUpdate();
            }
        });
    }
}
