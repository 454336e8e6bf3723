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
 * Does jobs slice by slice and gets past the items that cannot be taken. A slice that fails is divided until such an item is alone;
 * that one is tried five times, then passed over and told with its reason, and the work goes on. A job that does not consist of items
 * is given up instead; what was done before stays done and is told.
 *
 * <p>For one thread.
 */
final class Slices {

    private static final Logger LOG = Logger.getLogger(Slices.class);
    private static final int TRIES = 5;
    private static final int LONGEST_REASON = 300;

    private final Units units;
    private final Map<String, JobHandler> handlers;
    private final Map<String, SliceSize> sizes = new HashMap<>();

    Slices(Units units, Map<String, JobHandler> handlers) {
        this.units = units;
        this.handlers = handlers;
    }

    /** What was found out about other jobs is forgotten. */
    void keepOnly(Collection<String> running) {
        sizes.keySet().retainAll(running);
    }

    /**
     * Does the next slice of this job, or finds out why it cannot be done.
     *
     * @return false when there was nothing to do, since another replica is at it or the job has ended
     * @throws RuntimeException when no job can go on at present
     */
    boolean next(String id) {
        SliceSize size = sizes.computeIfAbsent(id, any -> new SliceSize());
        try {
            boolean ours = units.runAlone(unit -> {
                RunningJob job = RunningJob.lock(unit, id, size);
                if (job == null) {
                    return false;
                }
                handlerOf(job).slice(unit, job);
                job.wentOn();
                job.store(unit);
                return true;
            });
            size.grow();
            return ours;
        } catch (RuntimeException e) {
            if (WriterUnavailable.isRetryable(e)) {
                throw e;
            }
            if (size.shrink()) {
                LOG.warnf("a slice of job %s failed and is divided: %s", id, e.getMessage());
                return true;
            }
            return failed(id, size, e);
        }
    }

    private JobHandler handlerOf(RunningJob job) {
        JobHandler handler = handlers.get(job.kind());
        if (handler == null) {
            throw new IllegalStateException("nobody does jobs of kind " + job.kind());
        }
        return handler;
    }

    private boolean failed(String id, SliceSize size, RuntimeException reason) {
        try {
            return failed(id, size, reason, size.ofOne());
        } catch (RuntimeException e) {
            if (StorageFailure.isTransient(e) || !size.ofOne()) {
                throw e;
            }
            LOG.errorf(e, "an item of job %s cannot even be passed over", id);
            return failed(id, size, reason, false);
        }
    }

    private boolean failed(String id, SliceSize size, RuntimeException reason, boolean mayPassOver) {
        return units.runAlone(unit -> {
            RunningJob job = RunningJob.lock(unit, id, size);
            if (job != null) {
                if (job.failedAgain() < TRIES) {
                    LOG.warnf("a slice of job %s failed: %s", id, told(reason));
                } else {
                    try (LogFields fields = LogFields.of(job.cause())) {
                        LOG.errorf(reason, "a slice of job %s failed %d times", id, TRIES);
                    }
                    if (mayPassOver && handlerOf(job).skip(unit, job, "not-storable", told(reason))) {
                        job.wentOn();
                    } else {
                        job.giveUp(told(reason));
                    }
                }
                job.store(unit);
            }
            return true;
        });
    }

    /** The first line of the innermost reason; the rest is in the log. */
    private static String told(Throwable reason) {
        Throwable innermost = reason;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        String text = Json.storable(String.valueOf(innermost.getMessage()));
        int end = text.indexOf('\n');
        String line = end < 0 ? text : text.substring(0, end);
        return line.length() > LONGEST_REASON ? line.substring(0, LONGEST_REASON) : line;
    }
}
