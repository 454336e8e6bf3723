package dev.sequences.insights.rebuild;

import dev.sequences.chassis.answer.Answer;
import dev.sequences.chassis.answer.Problem;
import dev.sequences.chassis.decider.Refusal;
import dev.sequences.chassis.flow.Cause;
import dev.sequences.chassis.http.Commands;
import dev.sequences.chassis.http.Fields;
import dev.sequences.chassis.http.RequestContext;
import dev.sequences.chassis.jobs.Job;
import dev.sequences.chassis.security.Roles;
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
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Rebuilds projections and returns the checksums that prove the rows unchanged. */
@Path("/insights")
@Blocking
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.SYSTEM_ADMINISTRATOR, Roles.SEQUENCE_MANAGER})
public class RebuildResource {

    private final Projections projections;
    private final RebuildStarter rebuilds;
    private final Commands commands;
    private final RequestContext context;
    private final Snapshots snapshots;

    RebuildResource(
            Projections projections,
            RebuildStarter rebuilds,
            Commands commands,
            RequestContext context,
            Snapshots snapshots) {
        this.projections = projections;
        this.rebuilds = rebuilds;
        this.commands = commands;
        this.context = context;
        this.snapshots = snapshots;
    }

    /** The projection to rebuild: definitions or enrollments. */
    public record RebuildRequest(@Nullable String projection) {}

    /** Checksums of all tables of a projection; a rebuild does not change them. */
    public record ProjectionChecksum(String projection, List<TableChecksum> tables) {}

    /** Starts a rebuild and returns its job. */
    @POST
    @Path("/rebuild")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response rebuild(@Nullable RebuildRequest request) {
        Projection projection = requireProjection(request == null ? null : request.projection());
        Cause cause = context.cause();
        return commands.run(request, unit -> {
            Job job = rebuilds.start(unit, projection, cause).orElseThrow(() -> running(projection));
            return Answer.accepted("/jobs/" + job.id(), job);
        });
    }

    private Projection requireProjection(@Nullable String name) {
        String names = projections.all().stream().map(Projection::name).sorted().collect(Collectors.joining(", "));
        if (name == null) {
            throw Problem.rule(
                    "projection-missing", "projection", "projection is missing.", "Send one of: " + names + ".");
        }
        return projections
                .find(name)
                .orElseThrow(() -> Problem.rule(
                        "projection-unknown",
                        "projection",
                        "There is no projection '" + Fields.shortened(name) + "'.",
                        "Send one of: " + names + "."));
    }

    private static Problem running(Projection projection) {
        return Problem.of(Refusal.conflict(
                "rebuild-running",
                "A rebuild of projection " + projection.name() + " is running.",
                "Wait until its job has ended."));
    }

    /** Computes the checksum of every table; reads all rows. */
    @GET
    @Path("/projections/{name}/checksum")
    public ProjectionChecksum checksum(@PathParam("name") String name) {
        Projection projection = projections.find(name).orElseThrow(() -> Problem.unknown("projection", name));
        return new ProjectionChecksum(name, snapshots.read(connection -> Checksums.of(connection, projection)));
    }
}
