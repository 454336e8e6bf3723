package dev.sequences.segment.segment;

import dev.sequences.chassis.answer.Answer;
import dev.sequences.chassis.answer.Problem;
import dev.sequences.chassis.decider.Refusal;
import dev.sequences.chassis.flow.Cause;
import dev.sequences.chassis.http.Commands;
import dev.sequences.chassis.http.RequestContext;
import dev.sequences.chassis.jobs.Job;
import dev.sequences.chassis.jobs.Jobs;
import dev.sequences.chassis.rows.Rows;
import dev.sequences.chassis.security.Roles;
import dev.sequences.segment.membership.ReEvaluateSegment;
import dev.sequences.segment.reference.LiveSegments;
import dev.sequences.segment.reference.Organization;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Evaluates the existing records of an active segment again. */
@Path("/segments/{id}/re-evaluate")
@RolesAllowed({Roles.SYSTEM_ADMINISTRATOR, Roles.SEQUENCE_MANAGER, Roles.SALES_MANAGER})
public class ReEvaluateResource {

    private final DataSource dataSource;
    private final LiveSegments segments;
    private final Organization organization;
    private final Commands commands;
    private final RequestContext context;
    private final Jobs jobs;

    ReEvaluateResource(
            DataSource dataSource,
            LiveSegments segments,
            Organization organization,
            Commands commands,
            RequestContext context,
            Jobs jobs) {
        this.dataSource = dataSource;
        this.segments = segments;
        this.organization = organization;
        this.commands = commands;
        this.context = context;
        this.jobs = jobs;
    }

    private record Status(String recordType, String status) {}

    /**
     * Starts a job over all active records of the segment's type, or with {@code dryRun} returns the counts of what would change. Members that
     * no longer match leave only if the segment disconnects them.
     */
    @POST
    public Response reEvaluate(@PathParam("id") String id, SegmentRequests.@Nullable ReEvaluate request) {
        if (request != null && Boolean.TRUE.equals(request.dryRun())) {
            return Response.ok(SimulationResource.simulate(dataSource, segments, organization, id, null)
                            .changes())
                    .build();
        }
        Cause cause = context.cause();
        return commands.run(List.of("re-evaluate", id), unit -> {
            Status segment = Rows.of(unit.connection(), "select record_type, status from segment where id = ?")
                    .with(id)
                    .first(row -> new Status(row.text("record_type"), row.text("status")))
                    .orElseThrow(() -> Problem.unknown("segment", id));
            if (!segment.status().equals("active")) {
                throw Problem.of(Refusal.conflict(
                        "segment-inactive", "The segment is not active.", "Activate it, if needed with backfill."));
            }
            Job job = jobs.start(
                    unit, ReEvaluateSegment.KIND, new ReEvaluateSegment.Input(id, segment.recordType()), cause);
            return Answer.accepted("/jobs/" + job.id(), job);
        });
    }
}
