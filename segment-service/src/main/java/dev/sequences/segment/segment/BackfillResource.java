package dev.sequences.segment.segment;

import dev.sequences.chassis.answer.Answer;
import dev.sequences.chassis.answer.Problem;
import dev.sequences.chassis.decider.Refusal;
import dev.sequences.chassis.http.Commands;
import dev.sequences.chassis.jobs.Jobs;
import dev.sequences.chassis.rows.Rows;
import dev.sequences.chassis.security.Roles;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.segment.membership.BackfillSegment;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** Pauses and resumes the backfill of a segment. */
@Path("/segments/{id}/backfill")
@RolesAllowed({Roles.SYSTEM_ADMINISTRATOR, Roles.SEQUENCE_MANAGER, Roles.SALES_MANAGER})
public class BackfillResource {

    private static final String NEWEST = """
            select id from chassis.job where kind = ? and input ->> 'segmentId' = ? and status in ('running', 'paused')
            order by id desc limit 1
            """;

    private final Commands commands;
    private final Jobs jobs;

    BackfillResource(Commands commands, Jobs jobs) {
        this.commands = commands;
        this.jobs = jobs;
    }

    /** @param backfillJob see {@code GET /jobs/{id}} */
    record BackfillBody(String backfillJob, String status) {}

    /** Pauses the backfill after its current batch of records. A paused backfill stays paused. */
    @POST
    @Path("pause")
    public Response pause(@PathParam("id") String id) {
        return commands.run(List.of("pause-backfill", id), unit -> {
            String job = newest(unit, id);
            jobs.pause(unit, job);
            return Answer.ok(new BackfillBody(job, "paused"));
        });
    }

    /** Resumes the backfill after the last evaluated record. */
    @POST
    @Path("resume")
    public Response resume(@PathParam("id") String id) {
        return commands.run(List.of("resume-backfill", id), unit -> {
            String job = newest(unit, id);
            jobs.resume(unit, job);
            return Answer.ok(new BackfillBody(job, "running"));
        });
    }

    private static String newest(Unit unit, String segmentId) {
        if (!Rows.of(unit.connection(), "select 1 from segment where id = ?")
                .with(segmentId)
                .exists()) {
            throw Problem.unknown("segment", segmentId);
        }
        return Rows.of(unit.connection(), NEWEST)
                .with(BackfillSegment.KIND, segmentId)
                .first(row -> row.text("id"))
                .orElseThrow(() -> Problem.of(Refusal.conflict(
                        "no-backfill",
                        "No backfill of this segment is running or paused.",
                        "Start one by activating the segment with 'backfill': true.")));
    }
}
