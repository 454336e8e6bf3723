package dev.sequences.chassis.http;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Limits how many long requests use a database connection at the same time, in order of arrival: slow clients must not exhaust the pool that
 * the service's own work needs.
 */
public final class Turns {

    private final Semaphore free;
    private final Duration maxWait;

    /** @param maxWait how long a request waits for its turn before it is refused */
    public Turns(int atOnce, Duration maxWait) {
        this.free = new Semaphore(atOnce, true);
        this.maxWait = maxWait;
    }

    /** A turn; closing it releases it. */
    @FunctionalInterface
    public interface Turn extends AutoCloseable {
        @Override
        void close();
    }

    /** Waits for a turn; a problem with status 503 {@code too-many-at-once} on timeout. */
    public Turn take() {
        try {
            if (free.tryAcquire(maxWait.toMillis(), TimeUnit.MILLISECONDS)) {
                return free::release;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw Problems.tooManyRequests();
    }
}
