package dev.sequences.segment.assignment.monitor;

import dev.sequences.chassis.answer.Answer;
import dev.sequences.chassis.answer.Problem;
import dev.sequences.chassis.flow.Cause;
import dev.sequences.chassis.http.Bodies;
import dev.sequences.chassis.http.Commands;
import dev.sequences.chassis.http.Fields;
import dev.sequences.chassis.http.RequestContext;
import dev.sequences.chassis.jobs.Job;
import dev.sequences.chassis.rows.Rows;
import dev.sequences.chassis.security.Roles;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.segment.assignment.ManualAssignment;
import dev.sequences.segment.record.RecordKey;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Assigns records by hand, and reruns the rules for records that need attention. */
@Path("/assignments")
@RolesAllowed({Roles.SYSTEM_ADMINISTRATOR, Roles.SEQUENCE_MANAGER, Roles.SALES_MANAGER})
public class AssignResource {

    private static final int MAX_ID_LENGTH = 200;

    private final Commands commands;
    private final RequestContext context;
    private final Reruns reruns;

    AssignResource(Commands commands, RequestContext context, Reruns reruns) {
        this.commands = commands;
        this.context = context;
        this.reruns = reruns;
    }

    /** @param assigneeType user (default) or team */
    record AssignRequest(
            @Nullable String recordType,
            @Nullable String recordId,
            @Nullable String assigneeType,
            @Nullable String assigneeId) {}

    /** The owner after an assignment. */
    record AssignedBody(String recordType, String recordId, String assigneeType, String assigneeId) {}

    record RerunRequest(@Nullable String segmentId) {}

    /** Assigns one active record. Counts in the round robin like an assignment by a rule. */
    @POST
    @Path("assign")
    public Response assign(@Nullable AssignRequest body) {
        AssignRequest request = Bodies.required(body);
        RecordKey key = new RecordKey(
                Fields.required("recordType", request.recordType(), MAX_ID_LENGTH),
                Fields.required("recordId", request.recordId(), MAX_ID_LENGTH));
        String type = request.assigneeType() == null ? "user" : request.assigneeType();
        if (!type.equals("user") && !type.equals("team")) {
            throw Problem.rule(
                    "assignee-type-unknown",
                    "assigneeType",
                    "Assignee type '" + Fields.shortened(type) + "' is unknown.",
                    "Use user or team.");
        }
        String assignee = Fields.required("assigneeId", request.assigneeId(), MAX_ID_LENGTH);
        Cause cause = context.cause();
        return commands.run(List.of("assign", request), unit -> {
            if (type.equals("team")) {
                checkTeam(unit, assignee);
            }
            ManualAssignment.assign(unit, key, type, assignee, cause);
            return Answer.ok(new AssignedBody(key.recordType(), key.recordId(), type, assignee));
        });
    }

    private static void checkTeam(Unit unit, String id) {
        if (!Rows.of(unit.connection(), "select 1 from team where id = ?")
                .with(id)
                .exists()) {
            throw Problem.rule(
                    "team-unknown", "assigneeId", "The team does not exist.", "Create it with PUT /teams/{id}.");
        }
    }

    /** Starts a job that decides again about up to 500 records of a segment that need attention, oldest first. */
    @POST
    @Path("rerun")
    public Response rerun(@Nullable RerunRequest body) {
        RerunRequest request = Bodies.required(body);
        String segmentId = Fields.required("segmentId", request.segmentId(), MAX_ID_LENGTH);
        Cause cause = context.cause();
        return commands.run(List.of("rerun", segmentId), unit -> {
            if (!Rows.of(unit.connection(), "select 1 from segment where id = ?")
                    .with(segmentId)
                    .exists()) {
                throw Problem.unknown("segment", segmentId);
            }
            Job job = reruns.start(unit, segmentId, "manual", cause);
            return Answer.accepted("/jobs/" + job.id(), job);
        });
    }
}
