package dev.sequences.chassis.jobs;

import dev.sequences.chassis.flow.LogFields;
import dev.sequences.chassis.json.Json;
import dev.sequences.chassis.rows.StorageFailure;
import dev.sequences.chassis.unit.Units;
import dev.sequences.chassis.unit.WriterUnavailable;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * Executes jobs slice by slice and isolates failing items. A failed slice is reduced until the failing item is alone; that item is tried
 * five times, then skipped and reported with its reason, and the job continues. A job that does not consist of items is aborted instead;
 * its completed slices remain.
 *
 * <p>Not thread-safe.
 */
final class Slices {

    private static final Logger LOG = Logger.getLogger(Slices.class);
    private static final int MAX_ATTEMPTS = 5;
    private static final int MAX_REASON_LENGTH = 300;

    private final Units units;
    private final Map<String, JobHandler> handlers;
    private final Map<String, SliceSize> sizes = new HashMap<>();

    Slices(Units units, Map<String, JobHandler> handlers) {
        this.units = units;
        this.handlers = handlers;
    }

    /** Removes the slice sizes of all other jobs. */
    void retainSizes(Collection<String> running) {
        sizes.keySet().retainAll(running);
    }

    /**
     * Executes the next slice of a job, or handles its failure.
     *
     * @return false if the job has ended or another replica has locked it
     * @throws RuntimeException if the database is unavailable, so that no job can run
     */
    boolean next(String id) {
        SliceSize size = sizes.computeIfAbsent(id, any -> new SliceSize());
        try {
            boolean executed = units.runAlone(unit -> {
                RunningJob job = RunningJob.lock(unit, id, size);
                if (job == null) {
                    return false;
                }
                handlerOf(job).slice(unit, job);
                job.resetFailures();
                job.store(unit);
                return true;
            });
            size.grow();
            return executed;
        } catch (RuntimeException e) {
            if (WriterUnavailable.isRetryable(e)) {
                throw e;
            }
            if (size.shrink()) {
                LOG.warnf("a slice of job %s failed and is retried with fewer items: %s", id, e.getMessage());
                return true;
            }
            return handleFailure(id, size, e);
        }
    }

    private JobHandler handlerOf(RunningJob job) {
        JobHandler handler = handlers.get(job.kind());
        if (handler == null) {
            throw new IllegalStateException("no job handler for kind " + job.kind());
        }
        return handler;
    }

    private boolean handleFailure(String id, SliceSize size, RuntimeException reason) {
        try {
            return handleFailure(id, size, reason, size.isOne());
        } catch (RuntimeException e) {
            if (StorageFailure.isTransient(e) || !size.isOne()) {
                throw e;
            }
            LOG.errorf(e, "a failing item of job %s could not be skipped", id);
            return handleFailure(id, size, reason, false);
        }
    }

    private boolean handleFailure(String id, SliceSize size, RuntimeException reason, boolean canSkip) {
        return units.runAlone(unit -> {
            RunningJob job = RunningJob.lock(unit, id, size);
            if (job != null) {
                if (job.countFailure() < MAX_ATTEMPTS) {
                    LOG.warnf("a slice of job %s failed: %s", id, summary(reason));
                } else {
                    try (LogFields fields = LogFields.of(job.cause())) {
                        LOG.errorf(reason, "a slice of job %s failed %d times", id, MAX_ATTEMPTS);
                    }
                    if (canSkip && handlerOf(job).skip(unit, job, "not-storable", summary(reason))) {
                        job.resetFailures();
                    } else {
                        job.abort(summary(reason));
                    }
                }
                job.store(unit);
            }
            return true;
        });
    }

    /** Returns the first line of the innermost cause; the log has the rest. */
    private static String summary(Throwable reason) {
        Throwable innermost = reason;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        String text = Json.storable(String.valueOf(innermost.getMessage()));
        int end = text.indexOf('\n');
        String line = end < 0 ? text : text.substring(0, end);
        return line.length() > MAX_REASON_LENGTH ? line.substring(0, MAX_REASON_LENGTH) : line;
    }
}
