package dev.sequences.chassis.jobs;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.sequences.chassis.flow.Cause;
import dev.sequences.chassis.json.Json;
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
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * Runs long work slice by slice, one transaction each, in turns when there are several. A job row is locked while its
 * slice runs, so replicas never do the same slice; after a crash the next one goes on from the stored progress.
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
                        Job.JobError.all(row.getString(6))));
            }
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }

    private void run() {
        while (!stopping) {
            boolean worked = false;
            try {
                List<String> running = running();
                slices.keepOnly(running);
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
}
