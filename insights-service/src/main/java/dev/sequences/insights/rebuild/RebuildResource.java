package dev.sequences.insights.rebuild;

import dev.sequences.chassis.answer.Answer;
import dev.sequences.chassis.answer.Problem;
import dev.sequences.chassis.decider.Refusal;
import dev.sequences.chassis.flow.Cause;
import dev.sequences.chassis.http.Commands;
import dev.sequences.chassis.http.RequestContext;
import dev.sequences.chassis.jobs.Job;
import dev.sequences.chassis.jobs.Jobs;
import dev.sequences.chassis.security.Roles;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.insights.reads.Snapshots;
import dev.sequences.insights.rebuild.Checksums.TableChecksum;
import dev.sequences.insights.views.Projection;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Rebuilding projections, and proving that the rows are the same as before. */
@Path("/insights")
@Blocking
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.SYSTEM_ADMINISTRATOR, Roles.SEQUENCE_MANAGER})
public class RebuildResource {

    /** One rebuild per projection at a time; a row whose job is over does not count. */
    private static final String CLAIM = """
        insert into public.rebuild_run as r (projection, job_id) values (?, ?)
        on conflict (projection) do update set job_id = excluded.job_id, position = 0, horizon = -1
        where not exists (select from chassis.job j where j.id = r.job_id and j.status = 'running')
        """;

    private final Rebuilds rebuilds;
    private final Jobs jobs;
    private final Commands commands;
    private final RequestContext context;
    private final Snapshots snapshots;

    RebuildResource(Rebuilds rebuilds, Jobs jobs, Commands commands, RequestContext context, Snapshots snapshots) {
        this.rebuilds = rebuilds;
        this.jobs = jobs;
        this.commands = commands;
        this.context = context;
        this.snapshots = snapshots;
    }

    /** What to rebuild. */
    public record RebuildRequest(@Nullable String projection) {}

    /** The rows of a projection in short: equal before and after a rebuild. */
    public record ProjectionChecksum(String projection, List<TableChecksum> tables) {}

    @POST
    @Path("/rebuild")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response rebuild(@Nullable RebuildRequest request) {
        Projection projection = known(request == null ? null : request.projection());
        Cause cause = context.cause();
        return commands.run(request, unit -> {
            Job job = jobs.start(unit, Rebuilds.JOB, new Rebuilds.Request(projection.name()), cause);
            claim(unit, projection, job);
            return Answer.accepted("/jobs/" + job.id(), job);
        });
    }

    private Projection known(@Nullable String name) {
        String names = rebuilds.all().stream().map(Projection::name).sorted().collect(Collectors.joining(", "));
        if (name == null) {
            throw Problem.rule("projection-missing", "projection", "No projection is named.", "Name one of: " + names);
        }
        return rebuilds.named(name)
                .orElseThrow(() -> Problem.rule(
                        "projection-unknown",
                        "projection",
                        "There is no projection of this name.",
                        "Name one of: " + names));
    }

    private static void claim(Unit unit, Projection projection, Job job) throws SQLException {
        try (PreparedStatement claim = unit.connection().prepareStatement(CLAIM)) {
            claim.setString(1, projection.name());
            claim.setString(2, job.id());
            if (claim.executeUpdate() == 0) {
                throw Problem.of(Refusal.conflict(
                        "rebuild-running",
                        "The projection " + projection.name() + " is being rebuilt.",
                        "Wait for its job to end."));
            }
        }
    }

    /** Reads every row of the projection. */
    @GET
    @Path("/projections/{name}/checksum")
    public ProjectionChecksum checksum(@PathParam("name") String name) {
        Projection projection = rebuilds.named(name).orElseThrow(() -> Problem.unknown("projection", name));
        return new ProjectionChecksum(name, snapshots.read(connection -> Checksums.of(connection, projection)));
    }
}
