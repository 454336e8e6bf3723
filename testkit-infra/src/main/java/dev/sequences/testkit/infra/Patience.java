package dev.sequences.testkit.infra;

import java.time.Duration;
import java.util.concurrent.Callable;

/** How long tests wait for what comes by itself. */
public final class Patience {

    /** Far more than it ever takes: what is slow is found by benchmarks, and a machine that stalls for a minute breaks no test. */
    public static final Duration LONG = Duration.ofMinutes(2);

    private static final Duration LOOK_EVERY = Duration.ofMillis(50);

    private Patience() {}

    /** Returns as soon as it holds; the test fails when it never does. */
    public static void until(String what, Callable<Boolean> holds) throws Exception {
        long giveUp = System.nanoTime() + LONG.toNanos();
        while (!holds.call()) {
            if (System.nanoTime() > giveUp) {
                throw new AssertionError("not within " + LONG + ": " + what);
            }
            Thread.sleep(LOOK_EVERY);
        }
    }
}
