package dev.sequences.designer.sequence;

import static dev.sequences.designer.sequence.Sequences.SEQUENCE;

import dev.sequences.chassis.answer.Answer;
import dev.sequences.chassis.answer.Problem;
import dev.sequences.chassis.decider.Refusal;
import dev.sequences.chassis.flow.Cause;
import dev.sequences.chassis.http.Bodies;
import dev.sequences.chassis.http.Commands;
import dev.sequences.chassis.http.RequestContext;
import dev.sequences.chassis.security.Caller;
import dev.sequences.chassis.security.Roles;
import dev.sequences.chassis.unit.Outcome.Done;
import dev.sequences.chassis.unit.Outcome.Refused;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.designer.sequence.SequenceRequests.AssignRequest;
import dev.sequences.designer.sequence.SequenceRequests.AssignSeveralRequest;
import dev.sequences.designer.sequence.model.Editor;
import dev.sequences.designer.sequence.model.OwnerType;
import dev.sequences.designer.sequence.model.Sequence;
import dev.sequences.designer.sequence.model.SequenceCommand.AssignSequence;
import dev.sequences.designer.sequence.model.SequenceEvent;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jspecify.annotations.Nullable;

/** Changes the owner of sequences. The previous owner loses write access unless the role grants it. */
@Path("/sequences")
@RolesAllowed({Roles.SYSTEM_ADMINISTRATOR, Roles.SEQUENCE_MANAGER, Roles.SALES_MANAGER, Roles.SALESPERSON})
@Produces(MediaType.APPLICATION_JSON)
public class OwnershipResource {

    private static final int MAX_BATCH = 500;
    private static final String ME = "me";

    private final Commands commands;
    private final Caller caller;
    private final RequestContext context;

    OwnershipResource(Commands commands, Caller caller, RequestContext context) {
        this.commands = commands;
        this.caller = caller;
        this.context = context;
    }

    /** Result for one sequence; {@code code} and {@code message} are set if it was refused. */
    public record AssignResult(
            String item,
            int status,
            @Nullable String code,
            @Nullable String message) {}

    /** Results in the order of the request. */
    public record AssignResults(List<AssignResult> results) {}

    /** {@code ownerType} me means the caller; omit {@code ownerId} then. */
    @POST
    @Path("/{id}/assign")
    @Consumes(MediaType.APPLICATION_JSON)
    @APIResponseSchema(value = SequenceDocument.class, responseCode = "200")
    public Response assign(@PathParam("id") String id, @Nullable AssignRequest body) {
        AssignRequest request = Bodies.required(body);
        AssignSequence command = command(request.ownerType(), request.ownerId());
        Cause cause = context.cause();
        Long expected = context.expectedVersion();
        return commands.run(request, unit -> {
            Sequences.find(unit, id, command.by());
            Done<Sequence, SequenceEvent> done =
                    unit.execute(SEQUENCE, id, command, cause, expected).orProblem();
            return Answer.ok(SequenceDocument.of(unit, id, done.state()), done.version());
        });
    }

    /** Assigns each sequence independently; a refusal does not affect the others. */
    @POST
    @Path("/assign")
    @Consumes(MediaType.APPLICATION_JSON)
    @APIResponseSchema(value = AssignResults.class, responseCode = "200")
    public Response assignSeveral(@Nullable AssignSeveralRequest body) {
        AssignSeveralRequest request = Bodies.required(body);
        List<@Nullable String> ids = request.ids();
        if (ids == null
                || ids.isEmpty()
                || ids.size() > MAX_BATCH
                || ids.stream().anyMatch(Objects::isNull)) {
            throw Problem.unreadable(
                    "ids-unreadable",
                    "ids",
                    "'ids' must be a list of 1 to " + MAX_BATCH + " ids.",
                    "Send the sequence ids; split longer lists into several requests.");
        }
        List<String> wanted = ids.stream().filter(Objects::nonNull).distinct().toList();
        AssignSequence command = command(request.ownerType(), request.ownerId());
        Cause cause = context.cause();
        return commands.run(request, unit -> {
            unit.preload(wanted.stream().filter(SequenceIds::isValid).toList());
            return Answer.ok(new AssignResults(wanted.stream()
                    .map(id -> assigned(unit, id, command, cause))
                    .toList()));
        });
    }

    private static AssignResult assigned(Unit unit, String id, AssignSequence command, Cause cause) {
        try {
            Sequences.find(unit, id, command.by());
        } catch (Problem unknown) {
            return new AssignResult(id, unknown.status(), unknown.code(), unknown.getMessage());
        }
        return switch (unit.execute(SEQUENCE, id, command, cause)) {
            case Done<Sequence, SequenceEvent> done -> new AssignResult(id, 200, null, null);
            case Refused<Sequence, SequenceEvent> refused -> {
                Refusal first = refused.refusals().getFirst();
                yield new AssignResult(id, Problem.of(first).status(), first.code(), first.message());
            }
        };
    }

    private AssignSequence command(@Nullable String ownerType, @Nullable String ownerId) {
        Editor editor = Editors.of(caller);
        if (ME.equals(ownerType)) {
            if (ownerId != null && !ownerId.equals(caller.user())) {
                throw Problem.unreadable(
                        "owner-unreadable",
                        "ownerId",
                        "'ownerId' is not allowed with ownerType 'me', which means the caller.",
                        "Omit 'ownerId' or set 'ownerType' to user.");
            }
            return new AssignSequence(editor, OwnerType.USER, caller.user());
        }
        OwnerType type = OwnerType.ofWireName(Objects.requireNonNullElse(ownerType, ""))
                .orElseThrow(() -> Problem.unreadable(
                        "owner-type-unknown",
                        "ownerType",
                        "'ownerType' is not one of user, team, me.",
                        "Use one of: user, team, me."));
        return new AssignSequence(editor, type, Objects.requireNonNullElse(ownerId, ""));
    }
}
