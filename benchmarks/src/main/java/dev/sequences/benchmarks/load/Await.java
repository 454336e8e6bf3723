package dev.sequences.benchmarks.load;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Waits for conditions with a timeout. */
public final class Await {

    private Await() {}

    /**
     * Polls until the count is reached.
     *
     * @return seconds since the call
     */
    public static double untilCount(String what, long expected, Duration atMost, Duration between, LongSupplier count) {
        var began = System.nanoTime();
        var last = count.getAsLong();
        while (last < expected) {
            if (System.nanoTime() - began > atMost.toNanos()) {
                throw new BenchFailure("%s: %,d of %,d after %d s".formatted(what, last, expected, atMost.toSeconds()));
            }
            pause(between);
            last = count.getAsLong();
        }
        if (last > expected) {
            throw new BenchFailure("%s: %,d, expected only %,d".formatted(what, last, expected));
        }
        return (System.nanoTime() - began) / 1e9;
    }

    public static void pause(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchFailure("interrupted", e);
        }
    }
}
