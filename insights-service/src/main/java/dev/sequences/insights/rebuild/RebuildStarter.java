package dev.sequences.insights.rebuild;

import dev.sequences.chassis.flow.Cause;
import dev.sequences.chassis.jobs.Job;
import dev.sequences.chassis.jobs.Jobs;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.insights.views.Projection;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;

/** Starts rebuilds: one per projection at a time. */
@ApplicationScoped
class RebuildStarter {

    /** Replaces a row whose job has ended. */
    private static final String CLAIM = """
        insert into public.rebuild_run as r (projection, job_id) values (?, ?)
        on conflict (projection) do update set job_id = excluded.job_id, position = 0, horizon = -1
        where not exists (select from chassis.job j where j.id = r.job_id and j.status = 'running')
        """;

    private final Jobs jobs;

    RebuildStarter(Jobs jobs) {
        this.jobs = jobs;
    }

    /** Starts a job in the transaction of the unit. Returns empty, and requires a rollback, if a rebuild of the projection is running. */
    Optional<Job> start(Unit unit, Projection projection, Cause cause) throws SQLException {
        Job job = jobs.start(unit, Projections.JOB_KIND, new Projections.Request(projection.name()), cause);
        try (PreparedStatement claim = unit.connection().prepareStatement(CLAIM)) {
            claim.setString(1, projection.name());
            claim.setString(2, job.id());
            return claim.executeUpdate() == 0 ? Optional.empty() : Optional.of(job);
        }
    }
}
