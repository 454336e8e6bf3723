package dev.sequences.chassis.unit;

import dev.sequences.chassis.answer.Answer;
import dev.sequences.chassis.answer.Problem;
import dev.sequences.chassis.decider.Refusal;
import dev.sequences.chassis.eventlog.EventLog;
import dev.sequences.chassis.rows.StorageFailure;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The single writer of a service. Commands that arrive during a commit wait and share the next transaction, so the cost of a commit is
 * per group, not per command. Batches of intake, timers and jobs alternate with them.
 *
 * <p>Several replicas may run: the unique index on events, the primary key on claims and the offsets act as fences, and the loser of a race
 * retries with fresh reads. See ADR 0003.
 */
@ApplicationScoped
public class Units {

    private static final Logger LOG = Logger.getLogger(Units.class);
    /** Unique violation, serialization failure, deadlock, lock not available. */
    private static final Set<String> CONFLICTS = Set.of("23505", "40001", "40P01", "55P03");

    private static final int MAX_GROUP_SIZE = 100;
    private static final int MAX_ATTEMPTS = 4;
    private static final long MAX_WAIT_SECONDS = 30;

    private final DataSource dataSource;
    private final EventLog log;
    private final List<EventEffect> effects;
    private final Timer unitTimer;
    private final MeterRegistry metrics;
    private final LinkedBlockingDeque<PendingWork<?>> waiting = new LinkedBlockingDeque<>(10_000);
    private final Thread writer = new Thread(this::write, "units");
    private volatile boolean stopping;

    Units(DataSource dataSource, EventLog log, @All List<EventEffect> effects, MeterRegistry metrics) {
        this.dataSource = dataSource;
        this.log = log;
        this.effects = effects;
        this.metrics = metrics;
        this.unitTimer = metrics.timer("sequences.unit");
        metrics.gauge("sequences.unit.waiting", waiting, LinkedBlockingDeque::size);
    }

    void start(@Observes @Priority(10) StartupEvent event) {
        writer.start();
    }

    void stop(@Observes @Priority(9000) ShutdownEvent event) throws InterruptedException {
        stopping = true;
        writer.join(5_000);
        PendingWork<?> left;
        while ((left = waiting.poll()) != null) {
            left.fail(unavailable());
        }
    }

    /**
     * Runs work that may share its transaction with other work. Returns after the commit.
     *
     * @throws Problem if the work was refused
     * @throws WriterUnavailable if it is unknown whether the work was done
     */
    public <T> T run(UnitWork<T> work) {
        return await(new PendingWork<>(work, false, List.of()));
    }

    /**
     * Runs work like {@link #run}, but once per key: a retried request receives the first answer.
     *
     * @param aggregateIds the aggregates that the work loads; one query reads those of the whole group
     */
    public Answer runOnce(@Nullable IdempotencyKey key, Collection<String> aggregateIds, UnitWork<Answer> work) {
        return await(
                key == null
                        ? new PendingWork<>(work, false, aggregateIds)
                        : new PendingWork.Request(work, key, aggregateIds));
    }

    /** Runs a batch on the writer in a separate transaction. Returns after the commit. */
    public <T> T runAlone(UnitWork<T> work) {
        return await(new PendingWork<>(work, true, List.of()));
    }

    /**
     * Runs work in a separate transaction on this thread, concurrently with the writer. For work that rarely conflicts with other work;
     * conflicts are retried, as between replicas. Returns after the commit.
     */
    public <T> T runConcurrently(UnitWork<T> work) {
        if (stopping) {
            throw unavailable();
        }
        PendingWork<T> one = new PendingWork<>(work, true, List.of());
        commit(List.of(one));
        return result(one);
    }

    private <T> T await(PendingWork<T> pending) {
        if (stopping || !waiting.offer(pending)) {
            throw unavailable();
        }
        return result(pending);
    }

    private static <T> T result(PendingWork<T> pending) {
        try {
            return pending.result().get(MAX_WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException reason) {
                throw reason;
            }
            throw new IllegalStateException(e.getCause());
        } catch (TimeoutException e) {
            throw unavailable();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable();
        }
    }

    private static WriterUnavailable unavailable() {
        return new WriterUnavailable(null);
    }

    private void write() {
        while (!stopping || !waiting.isEmpty()) {
            try {
                PendingWork<?> first = waiting.poll(200, TimeUnit.MILLISECONDS);
                if (first != null) {
                    commit(group(first));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private List<PendingWork<?>> group(PendingWork<?> first) {
        List<PendingWork<?>> group = new ArrayList<>();
        group.add(first);
        while (!first.isExclusive() && group.size() < MAX_GROUP_SIZE) {
            PendingWork<?> next = waiting.peek();
            if (next == null || next.isExclusive()) {
                break;
            }
            group.add(waiting.remove());
        }
        return group;
    }

    private void commit(List<PendingWork<?>> group) {
        for (int attempt = 1; ; attempt++) {
            try {
                attempt(group);
                return;
            } catch (Exception | StackOverflowError failure) {
                if (isConflict(failure) && attempt < MAX_ATTEMPTS) {
                    metrics.counter("sequences.unit.conflicts").increment();
                    pause(attempt);
                } else if (group.size() > 1 && !StorageFailure.isTransient(failure)) {
                    metrics.counter("sequences.unit.separated").increment();
                    group.forEach(one -> commit(List.of(one)));
                    return;
                } else {
                    Throwable answer = translated(failure);
                    group.forEach(one -> one.fail(answer));
                    return;
                }
            }
        }
    }

    /** Whether another transaction committed first, so that a retry with fresh reads may succeed. */
    private static boolean isConflict(Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof ConcurrencyException || t instanceof AggregateStreamCreationException) {
                return true;
            }
            if (t instanceof SQLException sql && sql.getSQLState() != null && CONFLICTS.contains(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }

    private static void pause(int attempt) {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(1, 10L * attempt));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Throwable translated(Throwable failure) {
        if (failure instanceof Problem) {
            return failure;
        }
        if (StorageFailure.isTransient(failure)) {
            LOG.warnf("unit of work failed, the database is unavailable: %s", failure.getMessage());
            return new WriterUnavailable(failure);
        }
        return failure instanceof RuntimeException ? failure : new IllegalStateException(failure);
    }

    private void attempt(List<PendingWork<?>> group) throws Exception {
        long begin = System.nanoTime();
        List<Runnable> afterCommit;
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                JdbcUnit unit = new JdbcUnit(connection, log, group.size() > 1);
                IdempotencyRows keys = new IdempotencyRows(connection);
                keys.preload(group.stream()
                        .<@Nullable IdempotencyKey>map(PendingWork::key)
                        .toList());
                unit.preload(
                        group.stream().flatMap(p -> p.aggregateIds().stream()).toList());
                for (PendingWork<?> pending : group) {
                    unit.settle();
                    try {
                        pending.run(unit, keys);
                    } catch (Problem refusal) {
                        unit.undo();
                        pending.refuse(refusal);
                    }
                }
                if (group.size() == 1 && group.getFirst().isRefused()) {
                    // Also undoes direct writes before the refusal.
                    connection.rollback();
                    afterCommit = List.of();
                } else {
                    unit.flush(effects);
                    keys.flush();
                    connection.commit();
                    afterCommit = unit.afterCommit();
                }
            } catch (Exception | StackOverflowError failure) {
                rollBack(connection);
                throw failure;
            }
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
        unitTimer.record(System.nanoTime() - begin, TimeUnit.NANOSECONDS);
        group.forEach(PendingWork::complete);
        afterCommit.forEach(this::runQuietly);
    }

    private void runQuietly(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException e) {
            LOG.error("an action after the commit failed", e);
        }
    }

    private static void rollBack(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            LOG.debugf("rollback failed, the connection is lost: %s", e.getMessage());
        }
    }

    /** The refusal of an idempotency key that was used for another request. */
    static Problem keyReused() {
        return Problem.of(Refusal.rule(
                "idempotency-key-reused",
                "Idempotency-Key",
                "This key was already used for a different request.",
                "Use a new key for each new request."));
    }
}
