package dev.sequences.local.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.util.function.LongSupplier;

/** Prints progress to the terminal: plain lines, and during long work one line every two seconds, or every ten while nothing changes. */
final class Progress {

    /** A killed service is back within seconds, so no change for this long means a failure. */
    private static final Duration STALL_TIMEOUT = Duration.ofMinutes(3);

    static final long POLL_MILLIS = 250;
    private static final long PRINT_INTERVAL_NANOS = Duration.ofSeconds(2).toNanos();
    private static final long STALLED_PRINT_INTERVAL_NANOS =
            Duration.ofSeconds(10).toNanos();

    private final PrintStream out;
    private final long startedAt = System.nanoTime();
    private int chapter;

    Progress(PrintStream out) {
        this.out = out;
    }

    synchronized void chapter(String title) {
        out.println();
        out.printf("%d. %s%n", ++chapter, title);
        out.flush();
    }

    synchronized void line(String format, Object... values) {
        out.printf("   " + format + "%n", values);
        out.flush();
    }

    synchronized void blank() {
        out.println();
    }

    String total() {
        return seconds(System.nanoTime() - startedAt);
    }

    Task task(String label) {
        return new Task(label);
    }

    /**
     * Polls until the reading reaches the target, and prints progress.
     *
     * @return the last reading; less than the target when it did not change for three minutes
     */
    long await(String label, long target, LongSupplier reading) {
        var task = task(label);
        var now = reading.getAsLong();
        while (now < target && !task.isStalled()) {
            task.at(now, target);
            pause(POLL_MILLIS);
            now = reading.getAsLong();
        }
        task.end(now, target);
        return now;
    }

    static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DemoFailure("The demo was interrupted.");
        }
    }

    private static String seconds(long nanos) {
        var seconds = nanos / 1e9;
        return seconds < 120
                ? "%.1f s".formatted(seconds)
                : "%d min %d s".formatted((long) seconds / 60, (long) seconds % 60);
    }

    /** A counter with its rate. A negative target means that the target is unknown. */
    final class Task {

        private final String label;
        private final long beganAt = System.nanoTime();
        private long printedAt = beganAt;
        private long changedAt = beganAt;
        private long last = -1;
        private long printed = -1;
        private long first = -1;

        private Task(String label) {
            this.label = label;
        }

        synchronized void at(long reading, long target) {
            var now = System.nanoTime();
            if (first < 0) {
                first = reading;
            }
            if (reading != last) {
                last = reading;
                changedAt = now;
            }
            var interval = reading == printed ? STALLED_PRINT_INTERVAL_NANOS : PRINT_INTERVAL_NANOS;
            if (now - printedAt >= interval) {
                printedAt = now;
                printed = reading;
                print(reading, target, now);
            }
        }

        synchronized boolean isStalled() {
            return System.nanoTime() - changedAt > STALL_TIMEOUT.toNanos();
        }

        synchronized void end(long reading, long target) {
            if (first < 0) {
                first = reading;
            }
            print(reading, target, System.nanoTime());
            if (isStalled()) {
                line("%s: no change for %d s; the demo continues without the rest.", label, STALL_TIMEOUT.toSeconds());
            }
        }

        private void print(long reading, long target, long now) {
            var elapsed = now - beganAt;
            var rate = elapsed < 100_000_000L ? "" : ", %,.0f/s".formatted((reading - first) * 1e9 / elapsed);
            var of = target < 0 ? "" : " of %,d".formatted(target);
            line("%s: %,d%s%s, %s", label, reading, of, rate, seconds(elapsed));
        }
    }
}
