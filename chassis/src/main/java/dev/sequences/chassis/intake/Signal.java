package dev.sequences.chassis.intake;

import java.time.Duration;

/** Wakes waiting threads; a signal between {@link #count} and {@link #await} is not lost. */
final class Signal {

    private long count;

    synchronized long count() {
        return count;
    }

    synchronized void raise() {
        count++;
        notifyAll();
    }

    /** Waits until the signal is raised more often than {@code seen} times, or until {@code max} has passed. */
    synchronized void await(long seen, Duration max) throws InterruptedException {
        long end = System.nanoTime() + max.toNanos();
        while (count == seen) {
            long millis = (end - System.nanoTime()) / 1_000_000;
            if (millis <= 0) {
                return;
            }
            wait(millis);
        }
    }
}
