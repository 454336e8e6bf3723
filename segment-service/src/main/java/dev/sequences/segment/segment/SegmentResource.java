package dev.sequences.segment.segment;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.sequences.chassis.answer.Answer;
import dev.sequences.chassis.answer.Problem;
import dev.sequences.chassis.flow.Cause;
import dev.sequences.chassis.http.Bodies;
import dev.sequences.chassis.http.Commands;
import dev.sequences.chassis.http.RequestContext;
import dev.sequences.chassis.jobs.Jobs;
import dev.sequences.chassis.rows.Rows;
import dev.sequences.chassis.security.Roles;
import dev.sequences.chassis.unit.Outcome.Done;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.segment.membership.BackfillSegment;
import dev.sequences.segment.segment.SegmentRequests.ActivatedBody;
import dev.sequences.segment.segment.SegmentRequests.CopySegment;
import dev.sequences.segment.segment.SegmentRequests.CreateSegment;
import dev.sequences.segment.segment.SegmentRequests.SegmentBody;
import dev.sequences.segment.segment.model.Segment;
import dev.sequences.segment.segment.model.Segment.Defined;
import dev.sequences.segment.segment.model.SegmentCommand;
import dev.sequences.segment.segment.model.SegmentDefinition;
import dev.sequences.segment.segment.model.SegmentEvent;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Commands on segments. */
@Path("/segments")
@RolesAllowed({Roles.SYSTEM_ADMINISTRATOR, Roles.SEQUENCE_MANAGER, Roles.SALES_MANAGER})
public class SegmentResource {

    private final Commands commands;
    private final RequestContext context;
    private final Jobs jobs;

    SegmentResource(Commands commands, RequestContext context, Jobs jobs) {
        this.commands = commands;
        this.context = context;
        this.jobs = jobs;
    }

    @POST
    public Response create(CreateSegment request) {
        Bodies.required(request);
        Cause cause = context.cause();
        String id = UuidCreator.getTimeOrderedEpoch().toString();
        return commands.run(request, unit -> {
            SegmentDefinition definition = request.definition(nextPriority(unit, request.recordTypeOrDefault()));
            return created(unit, id, definition, cause);
        });
    }

    @POST
    @Path("{id}/copy")
    public Response copy(@PathParam("id") String id, CopySegment request) {
        Bodies.required(request);
        Cause cause = context.cause();
        String copyId = UuidCreator.getTimeOrderedEpoch().toString();
        return commands.run(List.of("copy", id, request), unit -> {
            SegmentDefinition original = defined(unit, id).definition();
            Integer priority = request.priority();
            String name = request.name();
            SegmentDefinition copy = original.copy(
                    name == null ? "" : name.strip(),
                    priority == null ? nextPriority(unit, original.recordType()) : priority);
            return created(unit, copyId, copy, cause);
        });
    }

    private static Answer created(Unit unit, String id, SegmentDefinition definition, Cause cause) {
        Done<Segment, SegmentEvent> done = unit.execute(
                        Segments.SEGMENT, id, new SegmentCommand.CreateSegment(definition), cause)
                .orProblem();
        shiftOthers(unit, id, definition, cause);
        return Answer.created("/segments/" + id, body(id, done.state()), done.version());
    }

    @PATCH
    @Path("{id}")
    public Response change(@PathParam("id") String id, Map<String, Object> patch) {
        Bodies.required(patch);
        Cause cause = context.cause();
        Long expected = context.expectedVersion();
        return commands.run(List.of("change", id, patch), unit -> {
            SegmentDefinition before = defined(unit, id).definition();
            SegmentDefinition definition = SegmentRequests.patched(before, patch);
            Answer changed = execute(unit, id, new SegmentCommand.ChangeSegment(definition), cause, expected);
            if (definition.priority() != before.priority()) {
                shiftOthers(unit, id, definition, cause);
            }
            return changed;
        });
    }

    /** Moves the segments that follow with the same priority, and those that these then meet, one place back (domain rule 7.1). */
    private static void shiftOthers(Unit unit, String id, SegmentDefinition definition, Cause cause) {
        List<String> followers = Rows.of(
                        unit.connection(),
                        "select id from segment where record_type = ? and priority >= ? and id <> ? order by priority, id")
                .with(definition.recordType(), definition.priority(), id)
                .list(row -> row.text("id"));
        int taken = definition.priority();
        for (String follower : followers) {
            if (!(unit.load(Segments.SEGMENT, follower).state() instanceof Defined defined)) {
                continue;
            }
            if (defined.definition().priority() > taken) {
                return;
            }
            taken++;
            unit.execute(
                            Segments.SEGMENT,
                            follower,
                            new SegmentCommand.ChangeSegment(
                                    defined.definition().withPriority(taken)),
                            cause)
                    .orProblem();
        }
    }

    /** Returns the segment and, if {@code backfill} is true, the id of the job that evaluates existing records. */
    @POST
    @Path("{id}/activate")
    public Response activate(@PathParam("id") String id, SegmentRequests.@Nullable ActivateSegment request) {
        boolean backfill = request != null && Boolean.TRUE.equals(request.backfill());
        Cause cause = context.cause();
        Long expected = context.expectedVersion();
        return commands.run(List.of("activate", id, backfill), unit -> {
            Done<Segment, SegmentEvent> done = unit.execute(
                            Segments.SEGMENT,
                            id,
                            new SegmentCommand.ActivateSegment(activeSegments(unit)),
                            cause,
                            expected)
                    .orProblem();
            Defined segment = (Defined) done.state();
            String job = backfill
                    ? jobs.start(
                                    unit,
                                    BackfillSegment.KIND,
                                    new BackfillSegment.Input(
                                            id, segment.definition().recordType()),
                                    cause)
                            .id()
                    : null;
            return Answer.ok(new ActivatedBody(SegmentBody.of(id, segment), job), done.version());
        });
    }

    @POST
    @Path("{id}/deactivate")
    public Response deactivate(@PathParam("id") String id) {
        Cause cause = context.cause();
        Long expected = context.expectedVersion();
        return commands.run(
                List.of("deactivate", id),
                unit -> execute(unit, id, new SegmentCommand.DeactivateSegment(), cause, expected));
    }

    @DELETE
    @Path("{id}")
    public Response delete(@PathParam("id") String id) {
        Cause cause = context.cause();
        Long expected = context.expectedVersion();
        return commands.run(List.of("delete", id), unit -> {
            unit.execute(Segments.SEGMENT, id, new SegmentCommand.DeleteSegment(), cause, expected)
                    .orProblem();
            return Answer.noContent();
        });
    }

    private static Answer execute(Unit unit, String id, SegmentCommand command, Cause cause, @Nullable Long expected) {
        Done<Segment, SegmentEvent> done =
                unit.execute(Segments.SEGMENT, id, command, cause, expected).orProblem();
        return Answer.ok(body(id, done.state()), done.version());
    }

    private static SegmentBody body(String id, Segment state) {
        return SegmentBody.of(id, (Defined) state);
    }

    private static Defined defined(Unit unit, String id) {
        if (unit.load(Segments.SEGMENT, id).state() instanceof Defined segment) {
            return segment;
        }
        throw Problem.unknown("segment", id);
    }

    private static int nextPriority(Unit unit, String recordType) {
        return Rows.of(
                        unit.connection(),
                        "select coalesce(max(priority), 0) + 1 as priority from segment where record_type = ?")
                .with(recordType)
                .one(row -> row.intValue("priority"));
    }

    private static int activeSegments(Unit unit) {
        return Rows.of(unit.connection(), "select count(*) as segments from segment where status = 'active'")
                .one(row -> row.intValue("segments"));
    }
}
