package dev.sequences.chassis.timers;

import dev.sequences.chassis.unit.Units;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Additional threads that fire unordered timers concurrently with the writer while whole batches are due. */
final class TimerLanes {

    private static final Logger LOG = Logger.getLogger(TimerLanes.class);

    private final Units units;
    private final TimerQueue queue;
    private final TimerDispatcher dispatcher;
    private final String[] kinds;
    private final Semaphore idle;
    private final ExecutorService threads = Executors.newCachedThreadPool(
            Thread.ofPlatform().name("timers-", 2).daemon().factory());
    private volatile boolean stopping;

    TimerLanes(Units units, TimerQueue queue, TimerDispatcher dispatcher, int size) {
        this.units = units;
        this.queue = queue;
        this.dispatcher = dispatcher;
        this.kinds = dispatcher.unorderedKinds();
        this.idle = new Semaphore(Math.max(0, size));
    }

    /** Starts all idle lanes. Each stops at the first batch that is not full. */
    void startIdle() {
        while (idle.tryAcquire()) {
            try {
                threads.execute(this::drain);
            } catch (RejectedExecutionException e) {
                // The service stops.
                idle.release();
                return;
            }
        }
    }

    private void drain() {
        try {
            int fired = TimerPump.BATCH;
            while (fired == TimerPump.BATCH && !stopping) {
                Instant begin = Instant.now();
                fired = units.runConcurrently(
                        unit -> dispatcher.fire(unit, queue.poll(unit, kinds, TimerPump.BATCH), begin));
            }
        } catch (RuntimeException e) {
            // The rollback left the timers in the table, where the pump fires them one by one.
            LOG.debugf("timer batch failed, the pump retries it: %s", e.getMessage());
        } finally {
            idle.release();
        }
    }

    void stop() {
        stopping = true;
        threads.shutdown();
    }

    void awaitTermination() throws InterruptedException {
        threads.awaitTermination(3, TimeUnit.SECONDS);
    }
}
