package dev.sequences.chassis.unit;

import dev.sequences.chassis.answer.Answer;
import dev.sequences.chassis.answer.Problem;
import dev.sequences.chassis.decider.Refusal;
import dev.sequences.chassis.eventlog.EventLog;
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
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The one writer of a service. Commands that arrive while a transaction commits wait and share the next one, so that the
 * price of a commit is paid per group and not per command; batches of intake and timers take their turn between them.
 *
 * <p>Several replicas of a service may run: the unique index on events, the primary key on claims and the offsets fence
 * them, and the loser of a race repeats with fresh reads. See ADR 0003.
 */
@ApplicationScoped
public class Units {

    private static final Logger LOG = Logger.getLogger(Units.class);
    private static final int LARGEST_GROUP = 100;
    private static final int TRIES = 4;
    private static final long LONGEST_WAIT_SECONDS = 30;

    private final DataSource dataSource;
    private final EventLog log;
    private final List<EventEffect> effects;
    private final Timer unitTimer;
    private final MeterRegistry metrics;
    private final LinkedBlockingDeque<Pending<?>> waiting = new LinkedBlockingDeque<>(10_000);
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
        Pending<?> left;
        while ((left = waiting.poll()) != null) {
            left.fail(unavailable());
        }
    }

    private static final class Pending<T> {
        private final UnitWork<T> work;
        private final boolean alone;
        private final @Nullable IdempotencyKey key;
        private final Collection<String> aggregateIds;
        private final CompletableFuture<T> result = new CompletableFuture<>();
        private @Nullable Supplier<T> outcome;
        private boolean refused;

        Pending(UnitWork<T> work, boolean alone, @Nullable IdempotencyKey key, Collection<String> aggregateIds) {
            this.work = work;
            this.alone = alone;
            this.key = key;
            this.aggregateIds = aggregateIds;
        }

        /** Runs the work, or takes the answer that its key already has. */
        @SuppressWarnings("unchecked") // Only grouped(), whose results are answers, gives a key.
        void run(JdbcUnit unit, IdempotencyRows keys) throws Exception {
            refused = false;
            if (key == null) {
                T value = work.run(unit);
                outcome = () -> value;
                return;
            }
            Optional<Answer> first = keys.answerTo(key);
            T value = first.isPresent() ? (T) first.get() : work.run(unit);
            if (first.isEmpty()) {
                keys.remember(key, (Answer) value, unit.now());
            }
            outcome = () -> value;
        }

        boolean refusedInTheEnd() {
            return refused;
        }

        void refuse(Problem problem) {
            refused = true;
            outcome = () -> {
                throw problem;
            };
        }

        /** Only now, after the commit, may the caller learn what became of it. */
        void complete() {
            try {
                Supplier<T> known = outcome;
                if (known == null) {
                    throw new IllegalStateException("the work has not run");
                }
                result.complete(known.get());
            } catch (RuntimeException e) {
                result.completeExceptionally(e);
            }
        }

        void fail(Throwable reason) {
            result.completeExceptionally(reason);
        }
    }

    /** Runs work that may share its transaction with others. Returns after the commit. */
    public <T> T run(UnitWork<T> work) {
        return await(new Pending<>(work, false, null, List.of()));
    }

    /**
     * As {@link #run}, once per key; the repeat of a request gets the first answer.
     *
     * @param aggregateIds what the work will load; those of a whole group are read in one query
     */
    public Answer runOnce(@Nullable IdempotencyKey key, Collection<String> aggregateIds, UnitWork<Answer> work) {
        return await(new Pending<>(work, false, key, aggregateIds));
    }

    /** Runs work in a transaction of its own: a batch. Returns after the commit. */
    public <T> T runAlone(UnitWork<T> work) {
        return await(new Pending<>(work, true, null, List.of()));
    }

    /**
     * Runs work in a transaction of its own on this thread, beside the writer: for what rarely meets the work of others. Where it does,
     * the loser repeats, as among replicas. Returns after the commit.
     */
    public <T> T runConcurrently(UnitWork<T> work) {
        if (stopping) {
            throw unavailable();
        }
        Pending<T> one = new Pending<>(work, true, null, List.of());
        commit(List.of(one));
        return result(one);
    }

    private <T> T await(Pending<T> pending) {
        if (stopping || !waiting.offer(pending)) {
            throw unavailable();
        }
        return result(pending);
    }

    private static <T> T result(Pending<T> pending) {
        try {
            return pending.result.get(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
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

    private static Problem unavailable() {
        return new Problem(
                503,
                "try-later",
                "Not available right now",
                "The service cannot write at the moment; it is not known whether the request was taken.",
                List.of(new Problem.Finding(
                        "try-later",
                        null,
                        "The service cannot write at the moment.",
                        "Repeat the request with the same Idempotency-Key, or read the state first.")));
    }

    private void write() {
        while (!stopping || !waiting.isEmpty()) {
            try {
                Pending<?> first = waiting.poll(200, TimeUnit.MILLISECONDS);
                if (first != null) {
                    commit(group(first));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private List<Pending<?>> group(Pending<?> first) {
        List<Pending<?>> group = new ArrayList<>();
        group.add(first);
        while (!first.alone && group.size() < LARGEST_GROUP) {
            Pending<?> next = waiting.peek();
            if (next == null || next.alone) {
                break;
            }
            group.add(waiting.remove());
        }
        return group;
    }

    private void commit(List<Pending<?>> group) {
        for (int attempt = 1; ; attempt++) {
            try {
                attempt(group);
                return;
            } catch (Exception | StackOverflowError failure) {
                if (StorageFailure.isConflict(failure) && attempt < TRIES) {
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
            LOG.warnf("the database did not take a unit of work: %s", failure.getMessage());
            Problem problem = unavailable();
            problem.initCause(failure);
            return problem;
        }
        return failure instanceof RuntimeException ? failure : new IllegalStateException(failure);
    }

    private void attempt(List<Pending<?>> group) throws Exception {
        long begin = System.nanoTime();
        List<Runnable> afterCommit;
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                JdbcUnit unit = new JdbcUnit(connection, log, group.size() > 1);
                IdempotencyRows keys = new IdempotencyRows(connection);
                keys.preload(group.stream().map(p -> p.key).toList());
                unit.preload(
                        group.stream().flatMap(p -> p.aggregateIds.stream()).toList());
                for (Pending<?> pending : group) {
                    unit.settle();
                    try {
                        pending.run(unit, keys);
                    } catch (Problem refusal) {
                        unit.undo();
                        pending.refuse(refusal);
                    }
                }
                if (group.size() == 1 && group.getFirst().refusedInTheEnd()) {
                    // Direct writes before the refusal, if any, go with it.
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
        group.forEach(Pending::complete);
        afterCommit.forEach(this::runQuietly);
    }

    private void runQuietly(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException e) {
            LOG.error("an action after a commit failed", e);
        }
    }

    private static void rollBack(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            LOG.debugf("rollback on a lost connection: %s", e.getMessage());
        }
    }

    /** The refusal of an idempotency key that was used for something else. */
    static Problem keyReused() {
        return Problem.of(Refusal.rule(
                "idempotency-key-reused",
                "Idempotency-Key",
                "This key was used before with another request.",
                "Use a new key for a new request."));
    }
}
