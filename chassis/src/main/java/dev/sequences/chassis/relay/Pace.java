package dev.sequences.chassis.relay;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * How long what comes next is gathered. A batch costs every service that reads it a transaction, however little is in it, and at some
 * hundred commands in a second there is little in each. What comes after a quiet time goes out at once, and its next effects soon
 * after; the longer it goes on, the more goes out together. Called by the engine's thread alone. See ADR 0013.
 */
final class Pace {

    static final Duration SHORTEST = Duration.ofMillis(10);

    /** Longer than the gap between two commits of a service that is at work. */
    static final Duration QUIET = Duration.ofMillis(20);

    private final Duration longest;
    private Duration current = SHORTEST;
    private long restedUntil = System.nanoTime() - QUIET.toNanos();

    Pace(Duration longest) {
        this.longest = longest;
    }

    /** Returns when the next batch may go out. {@code begin}, of the clock {@link System#nanoTime}, is when this one was taken up. */
    void rest(long begin) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(begin + after(begin).toNanos() - System.nanoTime());
        restedUntil(System.nanoTime());
    }

    void restedUntil(long now) {
        restedUntil = now;
    }

    /** From the begin of a batch to that of the next. */
    Duration after(long begin) {
        Duration next = begin - restedUntil > QUIET.toNanos() ? SHORTEST : current.multipliedBy(2);
        current = next.compareTo(longest) < 0 ? next : longest;
        return current;
    }
}
