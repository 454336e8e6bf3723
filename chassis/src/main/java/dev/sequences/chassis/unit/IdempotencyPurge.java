package dev.sequences.chassis.unit;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * First answers are kept for {@code sequences.idempotency.retention}, by the clock of the suite; a repeat that comes later is a
 * request like any other. Removed a thousand at a time, by one replica, in transactions of its own: a command never waits for it.
 */
@ApplicationScoped
public class IdempotencyPurge {

    private static final Logger LOG = Logger.getLogger(IdempotencyPurge.class);
    private static final int BATCH = 1_000;

    /** One replica at a time; the lock ends with the transaction. */
    private static final String LOCK = "select pg_try_advisory_xact_lock(hashtext('idempotency-purge'))";

    /** Reads no more of the index by age than it removes. The time is taken once: the suite's clock is no constant of a query. */
    private static final String PURGE =
            "delete from chassis.idempotency_key where (caller, key) in (select caller, key from"
                + " chassis.idempotency_key where created_at < (select chassis.suite_now() - make_interval(secs => ?))"
                + " order by created_at limit ? for update skip locked)";

    private final DataSource dataSource;
    private final MeterRegistry metrics;
    private final Duration retention;
    private final Duration every;
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
        this.every = settings.purgeInterval();
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
            while (!stopping.await(every.toMillis(), TimeUnit.MILLISECONDS)) {
                try {
                    purge();
                } catch (SQLException | RuntimeException e) {
                    LOG.warnf("old idempotency keys stay for now: %s", e.getMessage());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Removes all keys that are too old; returns how many. None when another replica is at it. */
    public long purge() throws SQLException {
        long gone = 0;
        int batch;
        do {
            batch = batch();
            gone += batch;
        } while (batch == BATCH && stopping.getCount() > 0);
        if (gone > 0) {
            metrics.counter("sequences.idempotency.purged").increment((double) gone);
        }
        return gone;
    }

    private int batch() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                int gone = alone(connection) ? remove(connection) : 0;
                connection.commit();
                return gone;
            } catch (SQLException e) {
                connection.rollback();
                throw e;
            }
        }
    }

    private static boolean alone(Connection connection) throws SQLException {
        try (Statement lock = connection.createStatement();
                ResultSet result = lock.executeQuery(LOCK)) {
            result.next();
            return result.getBoolean(1);
        }
    }

    private int remove(Connection connection) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(PURGE)) {
            delete.setDouble(1, retention.toMillis() / 1000.0);
            delete.setInt(2, BATCH);
            return delete.executeUpdate();
        }
    }
}
