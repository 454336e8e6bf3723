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
 * Folds a projection anew from the archive, beside the live one, and puts it in its place.
 *
 * <p>The first slice draws a line through the archive behind which nothing can appear; the next ones fold up to it while
 * the live tables go on. What came in meanwhile is folded up to a new line, and so on; once little is left, one slice
 * keeps writers out of the archive, folds the rest and swaps the tables. The live intake waits only for that slice.
 */
@ApplicationScoped
public class RebuildJob implements JobHandler {

    private static final Logger LOG = Logger.getLogger(RebuildJob.class);
    private static final String GROWING = "rebuild";
    private static final long NOT_BEGUN = -1;
    private static final int SLICE = 4_000;
    private static final String LONGEST_LOCK_WAIT = "200ms";
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private final Rebuilds rebuilds;

    RebuildJob(Rebuilds rebuilds) {
        this.rebuilds = rebuilds;
    }

    @Override
    public String kind() {
        return Rebuilds.JOB;
    }

    /** How far the fold is, and how far it may go without looking at the writers; no horizon before the first slice. */
    private record Run(long position, long horizon) {

        boolean begun() {
            return horizon != NOT_BEGUN;
        }
    }

    @Override
    public void slice(Unit unit, JobProgress progress) throws SQLException {
        String name = progress.input().path("projection").asText();
        Projection projection = rebuilds.named(name)
                .orElseThrow(() -> new IllegalArgumentException("there is no projection " + name + " any more"));
        Connection connection = unit.connection();
        Run run = run(connection, name, progress.jobId());
        if (run == null) {
            progress.error(name, "rebuild-overtaken", "A later rebuild of " + name + " has taken over.");
            progress.finish();
        } else if (!run.begun()) {
            begin(connection, projection, progress);
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

    private static void begin(Connection connection, Projection projection, JobProgress progress) throws SQLException {
        for (String table : projection.tables()) {
            execute(connection, "drop table if exists rebuild." + table);
            execute(connection, "create table rebuild." + table + " (like public." + table + " including all)");
            // "including all" leaves the storage parameters out.
            execute(
                    connection,
                    "do $$ declare options text; begin select array_to_string(reloptions, ', ') into options"
                            + " from pg_class where oid = 'public." + table + "'::regclass;"
                            + " if options is not null then execute 'alter table rebuild." + table
                            + " set (' || options || ')'; end if; end $$");
        }
        moveOn(connection, projection, 0, EventArchive.settle(connection, projection.consumer()));
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
                EventArchive.read(connection, projection.consumer(), run.position(), run.horizon(), SLICE);
        Projector.replay(projection, connection, GROWING, slice.events());
        progress.done(slice.events().size());
        boolean exhausted = slice.events().size() < SLICE;
        moveOn(connection, projection, exhausted ? run.horizon() : slice.lastPosition(), run.horizon());
    }

    /**
     * Draws the next line; when little has come in since the last one, folds it and swaps before any writer may go on. When
     * somebody reads the old tables for long, everything is taken back and tried again with the next slice, so that the
     * intake has its turn in between.
     */
    private static void finish(Connection connection, Projection projection, Run run, JobProgress progress)
            throws SQLException {
        execute(connection, "set local lock_timeout = '" + LONGEST_LOCK_WAIT + "'");
        Savepoint before = connection.setSavepoint();
        try {
            long horizon = EventArchive.settle(connection, projection.consumer());
            EventArchive.Slice rest =
                    EventArchive.read(connection, projection.consumer(), run.position(), horizon, SLICE + 1);
            if (rest.events().size() > SLICE) {
                moveOn(connection, projection, run.position(), horizon);
                return;
            }
            execute(
                    connection,
                    projection.tables().stream()
                            .map(table -> "public." + table)
                            .collect(Collectors.joining(", ", "lock table ", " in access exclusive mode")));
            Projector.replay(projection, connection, GROWING, rest.events());
            swap(connection, projection);
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
        LOG.infof("projection %s was rebuilt from %d archived events", projection.name(), events);
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

    private static void moveOn(Connection connection, Projection projection, long position, long horizon)
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
