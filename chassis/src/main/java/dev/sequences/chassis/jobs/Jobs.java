package dev.sequences.chassis.jobs;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.github.f4b6a3.uuid.UuidCreator;
import dev.sequences.chassis.json.Json;
import dev.sequences.chassis.telemetry.LogFields;
import dev.sequences.chassis.unit.Cause;
import dev.sequences.chassis.unit.StorageFailure;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.chassis.unit.Units;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Runs long work slice by slice, one transaction each, in turns when there are several. A job row is locked while its
 * slice runs, so replicas never do the same slice; after a crash the next one goes on from the stored progress.
 */
@ApplicationScoped
public class Jobs {

    private static final Logger LOG = Logger.getLogger(Jobs.class);
    private static final int ERRORS_KEPT = 1_000;
    private static final int TRIES = 5;
    private static final int LONGEST_REASON = 300;

    private final Units units;
    private final DataSource dataSource;
    private final Map<String, JobHandler> handlers;
    private final Map<String, SliceSize> sizes = new ConcurrentHashMap<>();
    private final Semaphore wake = new Semaphore(1);
    private final Thread runner = new Thread(this::run, "jobs");
    private volatile boolean stopping;

    Jobs(Units units, DataSource dataSource, @All List<JobHandler> handlers) {
        this.units = units;
        this.dataSource = dataSource;
        this.handlers = handlers.stream().collect(Collectors.toMap(JobHandler::kind, Function.identity()));
    }

    void begin(@Observes @Priority(60) StartupEvent event) {
        if (!handlers.isEmpty()) {
            runner.start();
        }
    }

    void stop(@Observes @Priority(10) ShutdownEvent event) throws InterruptedException {
        stopping = true;
        wake.release();
        runner.join(3_000);
    }

    /** The job is durable with the unit and begins after it. */
    public Job start(Unit unit, String kind, Object input, Cause cause) {
        if (!handlers.containsKey(kind)) {
            throw new IllegalArgumentException("nobody does jobs of kind " + kind);
        }
        String id = UuidCreator.getTimeOrderedEpoch().toString();
        try (PreparedStatement insert = unit.connection()
                .prepareStatement("insert into chassis.job (id, kind, status, input, actor, cause, created_at)"
                        + " values (?, ?, 'running', ?::jsonb, ?, ?::jsonb, ?)")) {
            insert.setString(1, id);
            insert.setString(2, kind);
            insert.setString(3, Json.text(input));
            insert.setString(4, cause.actor());
            insert.setString(5, Json.text(cause));
            insert.setObject(6, unit.now().atOffset(ZoneOffset.UTC));
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
        unit.afterCommit(wake::release);
        return new Job(id, kind, "running", 0, 0, 0, List.of());
    }

    /**
     * As {@link #start}, unless a job of this kind runs; those of the kind that have ended are forgotten. For a kind whose one job finds
     * its items itself and finishes when there are none: what this unit brings is done by the job that runs, or by a new one.
     */
    public void startUnlessRunning(Unit unit, String kind, Object input, Cause cause) {
        // A slice that is under way may have looked for items already, so its end is waited for.
        try (PreparedStatement running = unit.connection()
                .prepareStatement("select 1 from chassis.job where kind = ? and status = 'running' for share")) {
            running.setString(1, kind);
            try (ResultSet row = running.executeQuery()) {
                if (row.next()) {
                    return;
                }
            }
            try (PreparedStatement ended = unit.connection()
                    .prepareStatement("delete from chassis.job where kind = ? and status <> 'running'")) {
                ended.setString(1, kind);
                ended.executeUpdate();
            }
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
        start(unit, kind, input, cause);
    }

    /** As of now; empty when there is no such job. */
    public Optional<Job> find(String id) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement read = connection.prepareStatement(
                        "select kind, status, done, total, failed, errors from chassis.job where id = ?")) {
            read.setString(1, id);
            try (ResultSet row = read.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                return Optional.of(new Job(
                        id,
                        row.getString(1),
                        row.getString(2),
                        row.getLong(3),
                        row.getLong(4),
                        row.getLong(5),
                        errors(row.getString(6))));
            }
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }

    private static List<Job.JobError> errors(String json) {
        try {
            return Json.MAPPER.readValue(json, new TypeReference<>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void run() {
        while (!stopping) {
            boolean worked = false;
            try {
                List<String> running = running();
                sizes.keySet().retainAll(running);
                for (String id : running) {
                    worked |= !stopping && sliceOf(id);
                }
                if (!worked && wake.tryAcquire(1, TimeUnit.SECONDS)) {
                    wake.drainPermits();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (SQLException | RuntimeException e) {
                LOG.warnf("jobs wait: %s", e.getMessage());
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(1_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<String> running() throws SQLException {
        List<String> ids = new ArrayList<>();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement read = connection.prepareStatement(
                        "select id from chassis.job where status = 'running' order by created_at limit 20");
                ResultSet row = read.executeQuery()) {
            while (row.next()) {
                ids.add(row.getString(1));
            }
        }
        return ids;
    }

    private boolean sliceOf(String id) {
        SliceSize size = sizes.computeIfAbsent(id, any -> new SliceSize());
        try {
            boolean ours = units.alone(unit -> {
                RunningJob job = RunningJob.lock(unit, id, size);
                if (job == null) {
                    return false;
                }
                handlerOf(job).slice(unit, job);
                job.attempts = 0;
                job.store(unit, ERRORS_KEPT);
                return true;
            });
            size.grow();
            return ours;
        } catch (RuntimeException e) {
            if (StorageFailure.isPassing(e)
                    || (e instanceof dev.sequences.chassis.http.Problem p && p.status() == 503)) {
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

    /**
     * What fails again and again is passed over where it is one item of several, and ends the job where it is not; what was done
     * before stays done and is told.
     */
    private boolean failed(String id, SliceSize size, RuntimeException reason) {
        try {
            return failed(id, size, reason, size.ofOne());
        } catch (RuntimeException e) {
            if (StorageFailure.isPassing(e) || !size.ofOne()) {
                throw e;
            }
            LOG.errorf(e, "an item of job %s cannot even be passed over", id);
            return failed(id, size, reason, false);
        }
    }

    private boolean failed(String id, SliceSize size, RuntimeException reason, boolean mayPassOver) {
        return units.alone(unit -> {
            RunningJob job = RunningJob.lock(unit, id, size);
            if (job != null) {
                job.attempts++;
                if (job.attempts < TRIES) {
                    LOG.warnf("a slice of job %s failed: %s", id, told(reason));
                } else {
                    try (LogFields fields = LogFields.of(job.cause())) {
                        LOG.errorf(reason, "a slice of job %s failed %d times", id, TRIES);
                    }
                    if (mayPassOver && handlerOf(job).passOver(unit, job, "not-storable", told(reason))) {
                        job.attempts = 0;
                    } else {
                        job.giveUp(told(reason));
                    }
                }
                job.store(unit, ERRORS_KEPT);
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

    /** How much of a usual slice is taken at a time. Kept in memory: after a crash the search begins anew. */
    private static final class SliceSize {
        private int halvings;
        private int asked;

        int of(int usual) {
            asked = Math.max(1, usual >> halvings);
            return asked;
        }

        boolean ofOne() {
            return asked == 1;
        }

        /** True when there is a smaller slice to try; false for a slice of one, or of a handler that does not ask. */
        boolean shrink() {
            if (asked <= 1) {
                return false;
            }
            halvings += 3;
            return true;
        }

        void grow() {
            halvings = Math.max(0, halvings - 1);
        }
    }

    /** One job whose row this transaction holds. */
    static final class RunningJob implements JobProgress {
        private final String id;
        private final String kind;
        private final JsonNode input;
        private final Cause cause;
        private final SliceSize size;
        private @Nullable String cursor;
        private long done;
        private long total;
        private long failed;
        private int attempts;
        private final List<Job.JobError> errors;
        private String status = "running";

        private RunningJob(ResultSet row, SliceSize size) throws SQLException {
            this.size = size;
            id = row.getString(1);
            kind = row.getString(2);
            input = Json.read(row.getString(3), JsonNode.class);
            cause = Json.read(row.getString(4), Cause.class);
            cursor = row.getString(5);
            done = row.getLong(6);
            total = row.getLong(7);
            failed = row.getLong(8);
            attempts = row.getInt(9);
            errors = new ArrayList<>(Jobs.errors(row.getString(10)));
        }

        static @Nullable RunningJob lock(Unit unit, String id, SliceSize size) throws SQLException {
            try (PreparedStatement read = unit.connection()
                    .prepareStatement("select id, kind, input, cause, progress, done, total, failed, attempts, errors"
                            + " from chassis.job where id = ? and status = 'running' for update skip locked")) {
                read.setString(1, id);
                try (ResultSet row = read.executeQuery()) {
                    return row.next() ? new RunningJob(row, size) : null;
                }
            }
        }

        void store(Unit unit, int errorsKept) throws SQLException {
            boolean ended = !status.equals("running");
            try (PreparedStatement update = unit.connection()
                    .prepareStatement(
                            "update chassis.job set status = ?, progress = ?, done = ?, total = ?, failed = ?,"
                                    + " errors = ?::jsonb, attempts = ?, ended_at = ? where id = ?")) {
                update.setString(1, status);
                update.setString(2, cursor);
                update.setLong(3, done);
                update.setLong(4, Math.max(total, done + failed));
                update.setLong(5, failed);
                update.setString(6, Json.text(errors.size() > errorsKept ? errors.subList(0, errorsKept) : errors));
                update.setInt(7, attempts);
                update.setObject(8, ended ? unit.now().atOffset(ZoneOffset.UTC) : null);
                update.setString(9, id);
                update.executeUpdate();
            }
        }

        void giveUp(String reason) {
            errors.add(0, new Job.JobError("job", "unexpected", "The job was given up: " + reason));
            status = done > 0 ? "partly" : "failed";
        }

        String kind() {
            return kind;
        }

        @Override
        public String jobId() {
            return id;
        }

        @Override
        public JsonNode input() {
            return input;
        }

        @Override
        public @Nullable String cursor() {
            return cursor;
        }

        @Override
        public void cursor(String next) {
            cursor = next;
        }

        @Override
        public void total(long items) {
            total = items;
        }

        @Override
        public void done(long items) {
            done += items;
        }

        @Override
        public void error(String item, String code, String message) {
            failed++;
            errors.add(new Job.JobError(item, code, message));
        }

        @Override
        public int atMost(int usual) {
            return size.of(usual);
        }

        @Override
        public void finish() {
            status = failed == 0 ? "succeeded" : done == 0 ? "failed" : "partly";
        }

        @Override
        public Cause cause() {
            return cause;
        }
    }
}
