package dev.sequences.testkit.infra;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Waits in tests for asynchronous effects. */
public final class Await {

    /** Generous, so that a machine that stalls for a minute breaks no test; performance is covered by the benchmarks. */
    public static final Duration TIMEOUT = Duration.ofMinutes(2);

    private static final Duration POLL_INTERVAL = Duration.ofMillis(50);

    private Await() {}

    /** Returns as soon as the condition is true; fails the test after {@link #TIMEOUT}. */
    public static void until(String description, Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        while (!condition.call()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not within " + TIMEOUT + ": " + description);
            }
            Thread.sleep(POLL_INTERVAL);
        }
    }
}
