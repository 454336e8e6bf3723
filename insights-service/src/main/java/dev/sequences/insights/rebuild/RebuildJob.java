package dev.sequences.insights.rebuild;

import dev.sequences.chassis.jobs.JobHandler;
import dev.sequences.chassis.jobs.JobProgress;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.insights.archive.EventArchive;
import dev.sequences.insights.views.Projection;
import dev.sequences.insights.views.Projector;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Rebuilds a projection from the archive in a second schema and swaps it with the live one.
 *
 * <p>The first slice reads a horizon: an archive position up to which every event is visible. The next slices fold up to the horizon while
 * the live tables stay in use. Events received meanwhile are folded up to a new horizon, and so on. Once few are left, one slice locks
 * writers out of the archive, folds the rest and swaps the tables; the live intake waits only for this slice.
 */
@ApplicationScoped
public class RebuildJob implements JobHandler {

    private static final Logger LOG = Logger.getLogger(RebuildJob.class);
    private static final String REBUILD_SCHEMA = "rebuild";
    private static final long NOT_STARTED = -1;
    private static final int SLICE_SIZE = 4_000;
    private static final String MAX_LOCK_WAIT = "200ms";
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private final Projections projections;

    RebuildJob(Projections projections) {
        this.projections = projections;
    }

    @Override
    public String kind() {
        return Projections.JOB_KIND;
    }

    /** Archive position of the last folded event, and the horizon; no horizon before the first slice. */
    private record Run(long position, long horizon) {

        boolean isStarted() {
            return horizon != NOT_STARTED;
        }
    }

    @Override
    public void slice(Unit unit, JobProgress progress) throws SQLException {
        String name = progress.input().path("projection").asText();
        Projection projection = projections
                .find(name)
                .orElseThrow(() -> new IllegalArgumentException("projection " + name + " no longer exists"));
        Connection connection = unit.connection();
        Run run = run(connection, name, progress.jobId());
        if (run == null) {
            progress.error(name, "rebuild-overtaken", "A later rebuild of " + name + " has replaced this one.");
            progress.finish();
        } else if (!run.isStarted()) {
            start(connection, projection, progress);
        } else if (run.position() < run.horizon()) {
            fold(connection, projection, run, progress);
        } else {
            finish(connection, projection, run, progress);
        }
    }

    private static @Nullable Run run(Connection connection, String projection, String jobId) throws SQLException {
        try (PreparedStatement read = connection.prepareStatement(
                "select position, horizon from public.rebuild_run where projection = ? and job_id = ?")) {
            read.setString(1, projection);
            read.setString(2, jobId);
            try (ResultSet row = read.executeQuery()) {
                return row.next() ? new Run(row.getLong("position"), row.getLong("horizon")) : null;
            }
        }
    }

    private static void start(Connection connection, Projection projection, JobProgress progress) throws SQLException {
        for (String table : projection.tables()) {
            execute(connection, "drop table if exists rebuild." + table);
            execute(connection, "create table rebuild." + table + " (like public." + table + " including all)");
            // "including all" does not copy storage parameters.
            execute(
                    connection,
                    "do $$ declare options text; begin select array_to_string(reloptions, ', ') into options"
                            + " from pg_class where oid = 'public." + table + "'::regclass;"
                            + " if options is not null then execute 'alter table rebuild." + table
                            + " set (' || options || ')'; end if; end $$");
        }
        saveProgress(
                connection, projection, 0, EventArchive.lockAndReadLastPosition(connection, projection.consumer()));
        progress.total(count(connection, projection));
    }

    private static long count(Connection connection, Projection projection) throws SQLException {
        try (PreparedStatement read =
                connection.prepareStatement("select count(*) as events from public.event_archive where consumer = ?")) {
            read.setString(1, projection.consumer());
            try (ResultSet row = read.executeQuery()) {
                row.next();
                return row.getLong("events");
            }
        }
    }

    private static void fold(Connection connection, Projection projection, Run run, JobProgress progress)
            throws SQLException {
        EventArchive.Slice slice =
                EventArchive.read(connection, projection.consumer(), run.position(), run.horizon(), SLICE_SIZE);
        Projector.replay(projection, connection, REBUILD_SCHEMA, slice.events());
        progress.done(slice.events().size());
        boolean exhausted = slice.events().size() < SLICE_SIZE;
        saveProgress(connection, projection, exhausted ? run.horizon() : slice.lastPosition(), run.horizon());
    }

    /**
     * Reads the next horizon. If at most one slice of events is left, folds them and swaps the tables while writers are locked out. If a
     * query blocks the old tables for too long, rolls back and retries with the next slice, so that the intake can run in between.
     */
    private static void finish(Connection connection, Projection projection, Run run, JobProgress progress)
            throws SQLException {
        execute(connection, "set local lock_timeout = '" + MAX_LOCK_WAIT + "'");
        Savepoint before = connection.setSavepoint();
        try {
            long horizon = EventArchive.lockAndReadLastPosition(connection, projection.consumer());
            EventArchive.Slice rest =
                    EventArchive.read(connection, projection.consumer(), run.position(), horizon, SLICE_SIZE + 1);
            if (rest.events().size() > SLICE_SIZE) {
                saveProgress(connection, projection, run.position(), horizon);
                return;
            }
            execute(
                    connection,
                    projection.tables().stream()
                            .map(table -> "public." + table)
                            .collect(Collectors.joining(", ", "lock table ", " in access exclusive mode")));
            Projector.replay(projection, connection, REBUILD_SCHEMA, rest.events());
            swap(connection, projection);
            OutdatedProjections.store(connection, projection);
            progress.done(rest.events().size());
        } catch (SQLException e) {
            if (!LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
                throw e;
            }
            connection.rollback(before);
            return;
        }
        long events = count(connection, projection);
        progress.total(events);
        progress.finish();
        LOG.infof("Rebuilt projection %s from %d archived events", projection.name(), events);
    }

    private static void swap(Connection connection, Projection projection) throws SQLException {
        for (String table : projection.tables()) {
            execute(connection, "alter table public." + table + " set schema retired");
            execute(connection, "alter table rebuild." + table + " set schema public");
        }
        execute(connection, "select public.define_analytics_views()");
        for (String table : projection.tables()) {
            execute(connection, "drop table retired." + table);
        }
        try (PreparedStatement done =
                connection.prepareStatement("delete from public.rebuild_run where projection = ?")) {
            done.setString(1, projection.name());
            done.executeUpdate();
        }
    }

    private static void saveProgress(Connection connection, Projection projection, long position, long horizon)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "update public.rebuild_run set position = ?, horizon = ? where projection = ?")) {
            update.setLong(1, position);
            update.setLong(2, horizon);
            update.setString(3, projection.name());
            update.executeUpdate();
        }
    }

    private static void execute(Connection connection, String statement) throws SQLException {
        try (Statement ddl = connection.createStatement()) {
            ddl.execute(statement);
        }
    }
}
