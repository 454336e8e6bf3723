package dev.sequences.chassis.unit;

import dev.sequences.chassis.rows.Rows;
import dev.sequences.chassis.rows.StorageFailure;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * Deletes the responses of idempotency keys that are older than {@code sequences.idempotency.retention}, by the clock of the suite; a
 * later retry is executed as a new request. One replica deletes at a time, a thousand rows per transaction; commands do not wait for it.
 */
@ApplicationScoped
public class IdempotencyPurge {

    private static final Logger LOG = Logger.getLogger(IdempotencyPurge.class);
    private static final int BATCH = 1_000;

    /** Admits one replica at a time; the end of the transaction releases the lock. */
    private static final String LOCK = "select pg_try_advisory_xact_lock(hashtext('idempotency-purge')) as locked";

    /**
     * Reads only the index entries of the rows that it deletes. The subquery evaluates the clock once: {@code suite_now} is volatile, so
     * it would otherwise run per row.
     */
    private static final String PURGE =
            "delete from chassis.idempotency_key where (caller, key) in (select caller, key from"
                    + " chassis.idempotency_key where created_at < (select chassis.suite_now() - make_interval(secs => ?))"
                    + " order by created_at limit ? for update skip locked)";

    private final DataSource dataSource;
    private final MeterRegistry metrics;
    private final Duration retention;
    private final Duration interval;
    private final Thread purger = new Thread(this::run, "idempotency-purge");
    private final CountDownLatch stopping = new CountDownLatch(1);

    IdempotencyPurge(DataSource dataSource, MeterRegistry metrics, IdempotencySettings settings) {
        Duration retention = settings.retention();
        if (retention.compareTo(Duration.ofMinutes(1)) < 0) {
            throw new IllegalArgumentException("sequences.idempotency.retention is " + retention
                    + ". Set at least PT1M; otherwise retried requests are executed twice.");
        }
        this.dataSource = dataSource;
        this.metrics = metrics;
        this.retention = retention;
        this.interval = settings.purgeInterval();
    }

    void start(@Observes @Priority(70) StartupEvent event) {
        purger.setDaemon(true);
        purger.start();
    }

    void stop(@Observes @Priority(10) ShutdownEvent event) throws InterruptedException {
        stopping.countDown();
        purger.join(3_000);
    }

    private void run() {
        try {
            while (!stopping.await(interval.toMillis(), TimeUnit.MILLISECONDS)) {
                try {
                    purge();
                } catch (SQLException | RuntimeException e) {
                    LOG.warnf(
                            "expired idempotency keys were not deleted, next attempt in %s: %s",
                            interval, e.getMessage());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Deletes all expired keys and returns their number; 0 while another replica deletes. */
    public long purge() throws SQLException {
        long deleted = 0;
        int batch;
        do {
            batch = purgeBatch();
            deleted += batch;
        } while (batch == BATCH && stopping.getCount() > 0);
        if (deleted > 0) {
            metrics.counter("sequences.idempotency.purged").increment((double) deleted);
        }
        return deleted;
    }

    private int purgeBatch() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                boolean locked = Rows.of(connection, LOCK).one(row -> row.bool("locked"));
                int deleted = locked
                        ? Rows.of(connection, PURGE)
                                .with(retention.toMillis() / 1000.0, BATCH)
                                .update()
                        : 0;
                connection.commit();
                return deleted;
            } catch (SQLException | StorageFailure e) {
                connection.rollback();
                throw e;
            }
        }
    }
}
