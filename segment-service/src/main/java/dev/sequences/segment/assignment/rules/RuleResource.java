package dev.sequences.segment.assignment.rules;

import com.fasterxml.jackson.core.type.TypeReference;
import com.github.f4b6a3.uuid.UuidCreator;
import dev.sequences.chassis.answer.Answer;
import dev.sequences.chassis.answer.Problem;
import dev.sequences.chassis.eventlog.AggregateType;
import dev.sequences.chassis.flow.Cause;
import dev.sequences.chassis.http.Bodies;
import dev.sequences.chassis.http.Commands;
import dev.sequences.chassis.http.RequestContext;
import dev.sequences.chassis.json.Json;
import dev.sequences.chassis.rows.Rows;
import dev.sequences.chassis.security.Roles;
import dev.sequences.chassis.unit.Loaded;
import dev.sequences.chassis.unit.Outcome.Done;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.chassis.unit.Units;
import dev.sequences.segment.assignment.model.rule.RuleCommand;
import dev.sequences.segment.assignment.model.rule.RuleCommand.ActivateRule;
import dev.sequences.segment.assignment.model.rule.RuleCommand.ChangeRule;
import dev.sequences.segment.assignment.model.rule.RuleCommand.CreateRule;
import dev.sequences.segment.assignment.model.rule.RuleCommand.DeactivateRule;
import dev.sequences.segment.assignment.model.rule.RuleCommand.DeleteRule;
import dev.sequences.segment.assignment.model.rule.RuleCommand.OrderRules;
import dev.sequences.segment.assignment.model.rule.RuleDecider;
import dev.sequences.segment.assignment.model.rule.RuleDefinition;
import dev.sequences.segment.assignment.model.rule.RuleEvent;
import dev.sequences.segment.assignment.model.rule.RuleList;
import dev.sequences.segment.assignment.model.rule.RuleList.ListedRule;
import dev.sequences.segment.assignment.rules.RuleRequests.CopyRequest;
import dev.sequences.segment.assignment.rules.RuleRequests.OrderRequest;
import dev.sequences.segment.assignment.rules.RuleRequests.RuleBody;
import dev.sequences.segment.assignment.rules.RuleRequests.RuleRequest;
import dev.sequences.segment.assignment.rules.RuleRequests.RulesBody;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Assignment rules of a segment. The ETag is that of all rules of the segment, which are one aggregate. */
@Path("/segments/{segmentId}/assignment-rules")
@RolesAllowed({Roles.SYSTEM_ADMINISTRATOR, Roles.SEQUENCE_MANAGER, Roles.SALES_MANAGER})
public class RuleResource {

    static final AggregateType<RuleCommand, RuleList, RuleEvent> RULES =
            AggregateType.of("assignment-rules", new RuleDecider());

    /** Prefix of aggregate ids: the segment with the same id is another aggregate. */
    static final String STREAM_PREFIX = "rules:";

    private static final TypeReference<Map<String, Object>> FIELDS = new TypeReference<>() {};

    private final Commands commands;
    private final Units units;
    private final RequestContext context;

    RuleResource(Commands commands, Units units, RequestContext context) {
        this.commands = commands;
        this.units = units;
        this.context = context;
    }

    /** All rules in their order: the first match decides. */
    @GET
    public Response list(@PathParam("segmentId") String segmentId) {
        Loaded<RuleList> rules = units.run(unit -> {
            checkSegment(unit, segmentId);
            return unit.load(RULES, STREAM_PREFIX + segmentId);
        });
        return Commands.response(Answer.ok(RulesBody.of(segmentId, rules.state()), rules.version()));
    }

    @GET
    @Path("{ruleId}")
    public Response get(@PathParam("segmentId") String segmentId, @PathParam("ruleId") String ruleId) {
        Loaded<RuleList> rules = units.run(unit -> {
            checkSegment(unit, segmentId);
            return unit.load(RULES, STREAM_PREFIX + segmentId);
        });
        return Commands.response(Answer.ok(RuleBody.of(segmentId, rule(rules.state(), ruleId)), rules.version()));
    }

    /** Creates a rule as the last one. It is active unless {@code active} is false. */
    @POST
    public Response create(@PathParam("segmentId") String segmentId, @Nullable RuleRequest body) {
        RuleRequest request = Bodies.required(body);
        boolean active = request.active() == null || request.active();
        RuleDefinition definition = request.definition();
        Cause cause = context.cause();
        Long expected = context.expectedVersion();
        String id = UuidCreator.getTimeOrderedEpoch().toString();
        return commands.run(List.of("rule", segmentId, request), unit -> {
            checkSegment(unit, segmentId);
            Done<RuleList, RuleEvent> done =
                    execute(unit, segmentId, new CreateRule(id, definition, active, unit.now()), cause, expected);
            return Answer.created(
                    "/segments/" + segmentId + "/assignment-rules/" + id,
                    RuleBody.of(segmentId, rule(done.state(), id)),
                    done.version());
        });
    }

    /** Fields that the patch does not contain are kept. A changed rule concerns later records only. */
    @PATCH
    @Path("{ruleId}")
    public Response change(
            @PathParam("segmentId") String segmentId,
            @PathParam("ruleId") String ruleId,
            @Nullable Map<String, Object> patch) {
        Map<String, Object> changes = Bodies.required(patch);
        Cause cause = context.cause();
        Long expected = context.expectedVersion();
        return commands.run(List.of("change-rule", segmentId, ruleId, changes), unit -> {
            checkSegment(unit, segmentId);
            ListedRule rule = rule(unit.load(RULES, STREAM_PREFIX + segmentId).state(), ruleId);
            RuleDefinition definition = patched(rule.definition(), changes);
            Done<RuleList, RuleEvent> done =
                    execute(unit, segmentId, new ChangeRule(ruleId, definition, unit.now()), cause, expected);
            return Answer.ok(RuleBody.of(segmentId, rule(done.state(), ruleId)), done.version());
        });
    }

    private static RuleDefinition patched(RuleDefinition current, Map<String, Object> patch) {
        Map<String, @Nullable Object> fields = RuleRequests.patched(Json.MAPPER.convertValue(current, FIELDS), patch);
        try {
            return Json.HTTP.convertValue(fields, RuleRequest.class).definition();
        } catch (IllegalArgumentException e) {
            throw Problem.unreadable(
                    "wrong-type",
                    null,
                    "A field of the patch has the wrong type.",
                    "Send the types that the OpenAPI document at /q/openapi defines.");
        }
    }

    @DELETE
    @Path("{ruleId}")
    public Response delete(@PathParam("segmentId") String segmentId, @PathParam("ruleId") String ruleId) {
        Cause cause = context.cause();
        Long expected = context.expectedVersion();
        return commands.run(List.of("delete-rule", segmentId, ruleId), unit -> {
            checkSegment(unit, segmentId);
            execute(unit, segmentId, new DeleteRule(ruleId), cause, expected);
            return Answer.noContent();
        });
    }

    /** The rule concerns only records that are created or changed from now on (T60). */
    @POST
    @Path("{ruleId}/activate")
    public Response activate(@PathParam("segmentId") String segmentId, @PathParam("ruleId") String ruleId) {
        Cause cause = context.cause();
        Long expected = context.expectedVersion();
        return commands.run(List.of("activate-rule", segmentId, ruleId), unit -> {
            checkSegment(unit, segmentId);
            Done<RuleList, RuleEvent> done =
                    execute(unit, segmentId, new ActivateRule(ruleId, unit.now()), cause, expected);
            return Answer.ok(RuleBody.of(segmentId, rule(done.state(), ruleId)), done.version());
        });
    }

    @POST
    @Path("{ruleId}/deactivate")
    public Response deactivate(@PathParam("segmentId") String segmentId, @PathParam("ruleId") String ruleId) {
        Cause cause = context.cause();
        Long expected = context.expectedVersion();
        return commands.run(List.of("deactivate-rule", segmentId, ruleId), unit -> {
            checkSegment(unit, segmentId);
            Done<RuleList, RuleEvent> done = execute(unit, segmentId, new DeactivateRule(ruleId), cause, expected);
            return Answer.ok(RuleBody.of(segmentId, rule(done.state(), ruleId)), done.version());
        });
    }

    /** Copies a rule within its segment, as the last and inactive one. */
    @POST
    @Path("{ruleId}/copy")
    public Response copy(
            @PathParam("segmentId") String segmentId, @PathParam("ruleId") String ruleId, @Nullable CopyRequest body) {
        CopyRequest request = Bodies.required(body);
        Cause cause = context.cause();
        String id = UuidCreator.getTimeOrderedEpoch().toString();
        return commands.run(List.of("copy-rule", segmentId, ruleId, request), unit -> {
            checkSegment(unit, segmentId);
            ListedRule original =
                    rule(unit.load(RULES, STREAM_PREFIX + segmentId).state(), ruleId);
            String name = request.name();
            RuleDefinition copy = original.definition().copy(name == null ? "" : name.strip());
            Done<RuleList, RuleEvent> done =
                    execute(unit, segmentId, new CreateRule(id, copy, false, unit.now()), cause, null);
            return Answer.created(
                    "/segments/" + segmentId + "/assignment-rules/" + id,
                    RuleBody.of(segmentId, rule(done.state(), id)),
                    done.version());
        });
    }

    /** Sets the order of all rules of the segment. */
    @PUT
    @Path("order")
    public Response order(@PathParam("segmentId") String segmentId, @Nullable OrderRequest body) {
        List<String> ids = RuleRequests.ids(Bodies.required(body).ruleIds());
        Cause cause = context.cause();
        Long expected = context.expectedVersion();
        return commands.run(List.of("order-rules", segmentId, ids), unit -> {
            checkSegment(unit, segmentId);
            Done<RuleList, RuleEvent> done = execute(unit, segmentId, new OrderRules(ids), cause, expected);
            return Answer.ok(RulesBody.of(segmentId, done.state()), done.version());
        });
    }

    private static Done<RuleList, RuleEvent> execute(
            Unit unit, String segmentId, RuleCommand command, Cause cause, @Nullable Long expected) {
        return unit.execute(RULES, STREAM_PREFIX + segmentId, command, cause, expected)
                .orProblem();
    }

    private static ListedRule rule(RuleList list, String ruleId) {
        return list.find(ruleId).orElseThrow(() -> Problem.unknown("assignment-rule", ruleId));
    }

    private static void checkSegment(Unit unit, String segmentId) {
        if (!Rows.of(unit.connection(), "select 1 from segment where id = ?")
                .with(segmentId)
                .exists()) {
            throw Problem.unknown("segment", segmentId);
        }
    }
}
