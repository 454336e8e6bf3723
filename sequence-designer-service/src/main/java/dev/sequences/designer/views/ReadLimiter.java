package dev.sequences.designer.views;

import dev.sequences.designer.settings.DesignerSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/**
 * Limits concurrent reads of the database to one per processor plus one in transit, in order of arrival. More concurrency would
 * only increase the latency of each read and its variance.
 */
@ApplicationScoped
public class ReadLimiter {

    private static final long PATIENCE_SECONDS = 5;

    private final DataSource dataSource;
    private final Semaphore turns;

    ReadLimiter(DataSource dataSource, DesignerSettings settings) {
        this.dataSource = dataSource;
        int max = settings.maxConcurrentReads();
        this.turns = new Semaphore(max > 0 ? max : Runtime.getRuntime().availableProcessors() + 1, true);
    }

    /** A read with a connection. */
    @FunctionalInterface
    public interface Work<T> {
        T with(Connection connection) throws SQLException;
    }

    public <T> T read(Work<T> work) throws SQLException {
        try {
            if (!turns.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new SQLTransientConnectionException("no free read slot within " + PATIENCE_SECONDS + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLTransientConnectionException("interrupted");
        }
        try (Connection connection = dataSource.getConnection()) {
            return work.with(connection);
        } finally {
            turns.release();
        }
    }
}
