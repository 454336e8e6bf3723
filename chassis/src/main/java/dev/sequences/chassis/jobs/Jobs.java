package dev.sequences.chassis.jobs;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.sequences.chassis.flow.Cause;
import dev.sequences.chassis.json.Json;
import dev.sequences.chassis.rows.Rows;
import dev.sequences.chassis.rows.StorageFailure;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.chassis.unit.Units;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Runs jobs slice by slice, one transaction each; several jobs take turns. The row of a job is locked during its slice, so that two
 * replicas never execute the same slice; after a crash, the job resumes from the stored progress.
 */
@ApplicationScoped
public class Jobs {

    private static final Logger LOG = Logger.getLogger(Jobs.class);

    private final DataSource dataSource;
    private final Map<String, JobHandler> handlers;
    private final Slices slices;
    private final Semaphore wake = new Semaphore(1);
    private final Thread runner = new Thread(this::run, "jobs");
    private volatile boolean stopping;

    Jobs(Units units, DataSource dataSource, @All List<JobHandler> handlers) {
        this.dataSource = dataSource;
        this.handlers = handlers.stream().collect(Collectors.toMap(JobHandler::kind, Function.identity()));
        this.slices = new Slices(units, this.handlers);
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

    /** Stores a job with the unit; it starts after the commit. */
    public Job start(Unit unit, String kind, Object input, Cause cause) {
        return start(unit, kind, input, null, cause);
    }

    /**
     * Starts a job that has a report from its beginning.
     *
     * @param report a JSON object whose members are returned with the job; null if there is none
     */
    public Job start(Unit unit, String kind, Object input, @Nullable Object report, Cause cause) {
        if (!handlers.containsKey(kind)) {
            throw new IllegalArgumentException("no job handler for kind " + kind);
        }
        String id = UuidCreator.getTimeOrderedEpoch().toString();
        String reported = report == null ? null : Json.text(report);
        Rows.of(
                        unit.connection(),
                        "insert into chassis.job (id, kind, status, input, report, actor, cause, created_at)"
                                + " values (?, ?, 'running', ?::jsonb, ?::json, ?, ?::jsonb, ?)")
                .with(id, kind, Json.text(input), reported, cause.actor(), Json.text(cause), unit.now())
                .update();
        unit.afterCommit(wake::release);
        return new Job(id, kind, "running", 0, 0, 0, List.of(), Job.report(reported));
    }

    /**
     * Starts a job like {@link #start} unless a job of this kind runs, and deletes the ended jobs of the kind. For jobs that find their
     * items themselves and finish when there are none: the running job, or the new one, processes the items that this unit adds.
     */
    public void startUnlessRunning(Unit unit, String kind, Object input, Cause cause) {
        // The share lock waits for a running slice, which may have searched for items already.
        boolean running = Rows.of(
                        unit.connection(), "select 1 from chassis.job where kind = ? and status = 'running' for share")
                .with(kind)
                .exists();
        if (running) {
            return;
        }
        Rows.of(unit.connection(), "delete from chassis.job where kind = ? and status <> 'running'")
                .with(kind)
                .update();
        start(unit, kind, input, cause);
    }

    /** Pauses a running job after its current slice, with the unit. Returns false if it is not running. */
    public boolean pause(Unit unit, String id) {
        return changeStatus(unit, id, "running", "paused");
    }

    /** Resumes a paused job after its last slice, with the unit. Returns false if it is not paused. */
    public boolean resume(Unit unit, String id) {
        unit.afterCommit(wake::release);
        return changeStatus(unit, id, "paused", "running");
    }

    /** Waits for a running slice, which has locked the row. */
    private static boolean changeStatus(Unit unit, String id, String from, String to) {
        return Rows.of(unit.connection(), "update chassis.job set status = ? where id = ? and status = ?")
                        .with(to, id, from)
                        .update()
                > 0;
    }

    /** Returns the current state of a job; empty if it does not exist. */
    public Optional<Job> find(String id) {
        try (Connection connection = dataSource.getConnection()) {
            return Rows.of(
                            connection,
                            "select kind, status, done, total, failed, errors, report from chassis.job where id = ?")
                    .with(id)
                    .first(row -> new Job(
                            id,
                            row.text("kind"),
                            row.text("status"),
                            row.longValue("done"),
                            row.longValue("total"),
                            row.longValue("failed"),
                            Job.JobError.all(row.text("errors")),
                            Job.report(row.textOrNull("report"))));
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }

    private void run() {
        while (!stopping) {
            boolean worked = false;
            try {
                List<String> running = running();
                slices.retainSizes(running);
                for (String id : running) {
                    worked |= !stopping && slices.next(id);
                }
                if (!worked && wake.tryAcquire(1, TimeUnit.SECONDS)) {
                    wake.drainPermits();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (SQLException | RuntimeException e) {
                LOG.warnf("jobs cannot run, next attempt in a second: %s", e.getMessage());
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
        try (Connection connection = dataSource.getConnection()) {
            return Rows.of(
                            connection,
                            "select id from chassis.job where status = 'running' order by created_at limit 20")
                    .list(row -> row.text("id"));
        }
    }
}
