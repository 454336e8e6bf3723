package dev.sequences.chassis.http;

import dev.sequences.chassis.answer.Problem;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Lets a few long requests at a time hold a connection to the database, in the order in which they came: a caller who sends or reads
 * slowly must not take from the service what its own work needs.
 */
public final class Turns {

    private static final int UNAVAILABLE = 503;

    private final Semaphore free;
    private final Duration patience;

    /** @param patience how long a request waits for its turn before it is told to come again */
    public Turns(int atOnce, Duration patience) {
        this.free = new Semaphore(atOnce, true);
        this.patience = patience;
    }

    /** A turn, given back when it is closed. */
    @FunctionalInterface
    public interface Turn extends AutoCloseable {
        @Override
        void close();
    }

    /** Waits for a turn; a problem with status 503 when there is none in time. */
    public Turn take() {
        try {
            if (free.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                return free::release;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        String message = "Too many requests of this kind are under way.";
        throw new Problem(
                UNAVAILABLE,
                "too-many-at-once",
                "Not available right now",
                message,
                List.of(new Problem.Finding("too-many-at-once", null, message, "Repeat the request in a while.")));
    }
}
