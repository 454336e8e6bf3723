package dev.sequences.insights.rebuild;

import dev.sequences.chassis.flow.Cause;
import dev.sequences.chassis.jobs.Job;
import dev.sequences.chassis.rows.Rows;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.chassis.unit.Units;
import dev.sequences.insights.views.Projection;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Rebuilds projections whose tables were written by a release that folded events differently, for example without columns of today. A
 * migration adds the columns; the rebuild fills them from the archive while the service is in use.
 */
@ApplicationScoped
public class OutdatedProjections {

    private static final Logger LOG = Logger.getLogger(OutdatedProjections.class);

    private final Projections projections;
    private final RebuildStarter rebuilds;
    private final Units units;

    OutdatedProjections(Projections projections, RebuildStarter rebuilds, Units units) {
        this.projections = projections;
        this.rebuilds = rebuilds;
        this.units = units;
    }

    void onStart(@Observes @Priority(65) StartupEvent event) {
        projections.all().forEach(this::rebuildIfOutdated);
    }

    /** Starts a rebuild unless the tables agree with the revision of the code or a rebuild is running. */
    public void rebuildIfOutdated(Projection projection) {
        Optional<Job> job;
        try {
            job = units.runAlone(unit -> startIfOutdated(unit, projection));
        } catch (RebuildRunning e) {
            // Another replica has started it, or a caller has.
            return;
        }
        job.ifPresent(started -> LOG.infof(
                "Projection %s has an older revision: job %s rebuilds it from the archive",
                projection.name(), started.id()));
    }

    private Optional<Job> startIfOutdated(Unit unit, Projection projection) throws SQLException {
        Connection connection = unit.connection();
        if (revision(connection, projection) >= projection.revision()) {
            return Optional.empty();
        }
        if (isArchiveEmpty(connection, projection)) {
            store(connection, projection);
            return Optional.empty();
        }
        Cause cause = new Cause("system:rebuild", UUID.randomUUID().toString(), null, null);
        return Optional.of(rebuilds.start(unit, projection, cause).orElseThrow(RebuildRunning::new));
    }

    private static int revision(Connection connection, Projection projection) {
        return Rows.of(
                        connection,
                        "select coalesce(max(revision), 0) as revision from public.projection_revision where projection = ?")
                .with(projection.name())
                .one(row -> row.intValue("revision"));
    }

    private static boolean isArchiveEmpty(Connection connection, Projection projection) {
        return !Rows.of(connection, "select from public.event_archive where consumer = ? limit 1")
                .with(projection.consumer())
                .exists();
    }

    /** Records that the tables of the projection agree with its present revision. */
    static void store(Connection connection, Projection projection) {
        Rows.of(connection, """
                insert into public.projection_revision as r (projection, revision) values (?, ?)
                on conflict (projection) do update set revision = greatest(r.revision, excluded.revision)
                """).with(projection.name(), projection.revision()).update();
    }

    /** Thrown to roll the job back that cannot start. */
    private static final class RebuildRunning extends RuntimeException {

        RebuildRunning() {
            super("a rebuild is running", null, false, false);
        }
    }
}
