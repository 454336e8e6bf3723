package dev.sequences.chassis.relay;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The interval between two batches. Each batch costs every consumer a transaction, however small it is, and at some hundred commands per
 * second the batches would be small. After an idle time, a batch is sent immediately and the next one soon after; under continuous load,
 * the interval doubles up to the maximum. Used by the engine's thread only. See ADR 0013.
 */
final class Pace {

    static final Duration MIN_INTERVAL = Duration.ofMillis(10);

    /** Longer than the time between two commits under continuous load. */
    static final Duration IDLE_TIME = Duration.ofMillis(20);

    private final Duration maxInterval;
    private Duration current = MIN_INTERVAL;
    private long readySince = System.nanoTime() - IDLE_TIME.toNanos();

    Pace(Duration maxInterval) {
        this.maxInterval = maxInterval;
    }

    /** Waits until the next batch may be sent. {@code begin} is the {@link System#nanoTime} at the start of this batch. */
    void await(long begin) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(begin + intervalAfter(begin).toNanos() - System.nanoTime());
        readySince(System.nanoTime());
    }

    void readySince(long now) {
        readySince = now;
    }

    /** Returns the time from the start of this batch to the start of the next. */
    Duration intervalAfter(long begin) {
        Duration next = begin - readySince > IDLE_TIME.toNanos() ? MIN_INTERVAL : current.multipliedBy(2);
        current = next.compareTo(maxInterval) < 0 ? next : maxInterval;
        return current;
    }
}
