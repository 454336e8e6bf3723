package dev.sequences.chassis.unit;

import dev.sequences.chassis.answer.Answer;
import dev.sequences.chassis.answer.Problem;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Work in the queue of the writer, and its result. The caller receives the result only after the commit. */
class PendingWork<T> {

    private final UnitWork<T> work;
    private final boolean exclusive;
    private final Collection<String> aggregateIds;
    private final CompletableFuture<T> result = new CompletableFuture<>();
    private @Nullable T value;
    private @Nullable Problem refusal;
    private boolean hasRun;

    PendingWork(UnitWork<T> work, boolean exclusive, Collection<String> aggregateIds) {
        this.work = work;
        this.exclusive = exclusive;
        this.aggregateIds = aggregateIds;
    }

    /** A request with an idempotency key: a retry receives the first answer. */
    static final class Request extends PendingWork<Answer> {

        private final IdempotencyKey key;

        Request(UnitWork<Answer> work, IdempotencyKey key, Collection<String> aggregateIds) {
            super(work, false, aggregateIds);
            this.key = key;
        }

        @Override
        @Nullable
        IdempotencyKey key() {
            return key;
        }

        @Override
        Answer execute(Unit unit, IdempotencyRows keys) throws Exception {
            Optional<Answer> first = keys.answerTo(key);
            if (first.isPresent()) {
                return first.get();
            }
            Answer answer = super.execute(unit, keys);
            keys.remember(key, answer, unit.now());
            return answer;
        }
    }

    @Nullable
    IdempotencyKey key() {
        return null;
    }

    Collection<String> aggregateIds() {
        return aggregateIds;
    }

    /** Whether the work needs a transaction of its own. */
    boolean isExclusive() {
        return exclusive;
    }

    /** Runs the work; may be called again after a conflict, with a fresh unit. */
    final void run(Unit unit, IdempotencyRows keys) throws Exception {
        refusal = null;
        value = execute(unit, keys);
        hasRun = true;
    }

    T execute(Unit unit, IdempotencyRows keys) throws Exception {
        return work.run(unit);
    }

    void refuse(Problem problem) {
        refusal = problem;
        hasRun = true;
    }

    boolean isRefused() {
        return refusal != null;
    }

    /** Releases the result to the caller. Call it only after the commit. */
    @SuppressWarnings("NullAway") // A work's value may be null; the caller declared it so.
    void complete() {
        if (refusal != null) {
            result.completeExceptionally(refusal);
        } else if (hasRun) {
            result.complete(value);
        } else {
            result.completeExceptionally(new IllegalStateException("the work has not run"));
        }
    }

    void fail(Throwable reason) {
        result.completeExceptionally(reason);
    }

    CompletableFuture<T> result() {
        return result;
    }
}
