package dev.sequences.chassis.timers;

import dev.sequences.chassis.flow.Traces;
import dev.sequences.chassis.unit.DueTimer;
import dev.sequences.chassis.unit.Units;
import dev.sequences.chassis.unit.WriterUnavailable;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Fires due timers in batches. One transaction deletes the rows and stores the events, so that each timer has its effect exactly once,
 * also after a crash. The database clock decides which timers are due. Replicas share the work, and so do the {@link TimerLanes} of one
 * replica. See ADR 0005.
 */
@ApplicationScoped
public class TimerPump {

    static final int BATCH = 200;

    private static final Logger LOG = Logger.getLogger(TimerPump.class);
    private static final Duration IDLE_PAUSE = Duration.ofMillis(100);
    private static final Duration RETRY_PAUSE = Duration.ofMillis(500);

    /** Which timers a run fires. */
    private enum Selection {
        NEW,
        FAILED
    }

    private final Units units;
    private final TimerQueue queue;
    private final TimerDispatcher dispatcher;
    private final TimerLanes lanes;
    private final MeterRegistry metrics;
    private final Thread pump = new Thread(this::run, "timers");
    private volatile boolean stopping;
    private volatile long lastRun = System.nanoTime();

    /** The last timer that was fired alone; null after a batch. If it fails, it is the one to postpone. */
    private volatile @Nullable String current;

    TimerPump(
            Units units,
            DataSource dataSource,
            @All List<TimerHandler> handlers,
            MeterRegistry metrics,
            Traces traces,
            TimerSettings settings) {
        this.units = units;
        this.metrics = metrics;
        this.queue = new TimerQueue(dataSource);
        this.dispatcher = new TimerDispatcher(handlers, metrics, traces);
        this.lanes = new TimerLanes(units, queue, dispatcher, settings.maxThreads() - 1);
    }

    void start(@Observes @Priority(50) StartupEvent event) {
        if (dispatcher.hasHandlers()) {
            pump.start();
        }
    }

    void stop(@Observes @Priority(10) ShutdownEvent event) throws InterruptedException {
        stopping = true;
        pump.interrupt();
        lanes.stop();
        pump.join(3_000);
        lanes.awaitTermination();
    }

    /** Returns the time since the last completed run; health group {@code flow} reports a failure when it grows. Zero without handlers. */
    public Duration sinceLastRun() {
        return dispatcher.hasHandlers() ? Duration.ofNanos(System.nanoTime() - lastRun) : Duration.ZERO;
    }

    private void run() {
        while (!stopping) {
            try {
                int fired =
                        queue.hasDue() ? fireOrSeparate(Selection.NEW, BATCH) + fireOrSeparate(Selection.FAILED, 1) : 0;
                lastRun = System.nanoTime();
                if (fired == 0) {
                    Thread.sleep(IDLE_PAUSE);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (SQLException | RuntimeException e) {
                LOG.warnf(
                        "timers could not be fired, next attempt in %d ms: %s", RETRY_PAUSE.toMillis(), e.getMessage());
                pauseAfterFailure();
            }
        }
    }

    private static void pauseAfterFailure() {
        try {
            Thread.sleep(RETRY_PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Fires up to {@code limit} timers. Fires the timers of a failed batch one by one and postpones those that fail again. */
    private int fireOrSeparate(Selection selection, int limit) {
        try {
            return fire(selection, limit);
        } catch (RuntimeException e) {
            if (WriterUnavailable.isRetryable(e)) {
                throw e;
            }
            if (limit > 1) {
                int fired = 0;
                for (int i = 0; i < limit; i++) {
                    fired += fireOrSeparate(selection, 1);
                }
                return fired;
            }
            LOG.error("timer could not be fired, next attempt in a minute", e);
            metrics.counter("sequences.timer.failures").increment();
            String failed = current;
            if (failed != null) {
                units.runAlone(unit -> TimerQueue.postpone(unit, failed));
            }
            return 1;
        }
    }

    private int fire(Selection selection, int limit) {
        Instant begin = Instant.now();
        return units.runAlone(unit -> {
            List<DueTimer> due = selection == Selection.NEW ? queue.poll(unit, limit) : queue.pollFailed(unit, limit);
            current = limit == 1 && !due.isEmpty() ? due.getFirst().id() : null;
            if (due.size() == BATCH && dispatcher.areUnordered(due)) {
                lanes.startIdle();
            }
            return dispatcher.fire(unit, due, begin);
        });
    }
}
