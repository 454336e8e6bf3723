package dev.sequences.chassis.unit;

import dev.sequences.chassis.rows.StorageFailure;
import org.jspecify.annotations.Nullable;

/**
 * The writer did not run the work, or it is unknown whether it did: the queue is full, the service is stopping, or the database is
 * unavailable. The same work may be retried unchanged. Over HTTP this is 503 {@code try-later}.
 */
public final class WriterUnavailable extends RuntimeException {

    WriterUnavailable(@Nullable Throwable cause) {
        super("The service cannot write at the moment; it is unknown whether the request was processed.", cause);
    }

    /** Whether the same work should be retried unchanged: the database failed transiently, or the writer did not run the work. */
    public static boolean isRetryable(Throwable thrown) {
        return thrown instanceof WriterUnavailable || StorageFailure.isTransient(thrown);
    }
}
