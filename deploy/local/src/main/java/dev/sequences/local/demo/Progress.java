package dev.sequences.local.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Tells the person at the terminal what happens: plain lines, and while something takes long one line every two seconds, or every ten
 * seconds while nothing moves.
 */
final class Progress {

    /** A service that was killed is back within seconds; whoever stands still for this long is not coming. */
    private static final Duration STANDSTILL = Duration.ofMinutes(3);

    private static final long POLL_MILLIS = 250;
    private static final long SPEAK_EVERY_NANOS = Duration.ofSeconds(2).toNanos();
    private static final long SPEAK_OF_STANDSTILL_EVERY_NANOS =
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
     * Polls until the reading has reached the target, and prints how it went.
     *
     * @return the last reading: less than the target when nothing moved for three minutes
     */
    long await(String label, long target, LongSupplier reading) {
        var task = task(label);
        var now = reading.getAsLong();
        while (now < target && !task.standsStill()) {
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
            throw new StoryBroken("The demo was interrupted.");
        }
    }

    private static String seconds(long nanos) {
        var seconds = nanos / 1e9;
        return seconds < 120
                ? "%.1f s".formatted(seconds)
                : "%d min %d s".formatted((long) seconds / 60, (long) seconds % 60);
    }

    /** Something that counts up, with its rate; a target below zero stands for one that is not known. */
    final class Task {

        private final String label;
        private final long begunAt = System.nanoTime();
        private long spokenAt = begunAt;
        private long movedAt = begunAt;
        private long last = -1;
        private long spoken = -1;
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
                movedAt = now;
            }
            var silence = reading == spoken ? SPEAK_OF_STANDSTILL_EVERY_NANOS : SPEAK_EVERY_NANOS;
            if (now - spokenAt >= silence) {
                spokenAt = now;
                spoken = reading;
                say(reading, target, now);
            }
        }

        synchronized boolean standsStill() {
            return System.nanoTime() - movedAt > STANDSTILL.toNanos();
        }

        synchronized void end(long reading, long target) {
            if (first < 0) {
                first = reading;
            }
            say(reading, target, System.nanoTime());
            if (standsStill()) {
                line(
                        "%s: nothing has moved for %d s, the demo goes on without the rest.",
                        label, STANDSTILL.toSeconds());
            }
        }

        private void say(long reading, long target, long now) {
            var elapsed = now - begunAt;
            var rate = elapsed < 100_000_000L ? "" : ", %,.0f/s".formatted((reading - first) * 1e9 / elapsed);
            var of = target < 0 ? "" : " of %,d".formatted(target);
            line("%s: %,d%s%s, %s", label, reading, of, rate, seconds(elapsed));
        }
    }
}
