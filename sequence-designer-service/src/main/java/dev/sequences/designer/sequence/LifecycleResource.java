package dev.sequences.designer.sequence;

import static dev.sequences.chassis.http.Bodies.required;
import static dev.sequences.designer.sequence.Sequences.SEQUENCE;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sequences.chassis.answer.Answer;
import dev.sequences.chassis.flow.Cause;
import dev.sequences.chassis.http.Commands;
import dev.sequences.chassis.http.RequestContext;
import dev.sequences.chassis.security.Caller;
import dev.sequences.chassis.security.Roles;
import dev.sequences.designer.quota.Quotas;
import dev.sequences.designer.sequence.SequenceRequests.ActivateRequest;
import dev.sequences.designer.sequence.model.Editor;
import dev.sequences.designer.sequence.model.Sequence;
import dev.sequences.designer.sequence.model.SequenceCommand.ActivateSequence;
import dev.sequences.designer.sequence.model.SequenceCommand.DeactivateSequence;
import dev.sequences.designer.sequence.model.SequenceCommand.DiscardRevision;
import dev.sequences.designer.sequence.model.SequenceCommand.StartRevision;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jspecify.annotations.Nullable;

/** Activation, revision and deactivation of a sequence. */
@Path("/sequences")
@RolesAllowed({Roles.SYSTEM_ADMINISTRATOR, Roles.SEQUENCE_MANAGER, Roles.SALES_MANAGER, Roles.SALESPERSON})
@Produces(MediaType.APPLICATION_JSON)
public class LifecycleResource {

    private final Commands commands;
    private final Caller caller;
    private final RequestContext context;
    private final SequenceChanges changes;
    private final ActiveSeats seats;
    private final Quotas quotas;
    private final DraftContextLoader drafts;
    private final ObjectMapper json;

    LifecycleResource(
            Commands commands,
            Caller caller,
            RequestContext context,
            SequenceChanges changes,
            ActiveSeats seats,
            Quotas quotas,
            DraftContextLoader drafts,
            ObjectMapper json) {
        this.commands = commands;
        this.caller = caller;
        this.context = context;
        this.changes = changes;
        this.seats = seats;
        this.quotas = quotas;
        this.drafts = drafts;
        this.json = json;
    }

    /** Accepts bytes, since body and content type are optional. */
    @POST
    @Path("/{id}/activate")
    @Consumes(MediaType.WILDCARD)
    @RequestBody(
            required = false,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ActivateRequest.class)))
    @APIResponseSchema(value = SequenceDocument.class, responseCode = "200")
    public Response activate(@PathParam("id") String id, byte @Nullable [] body) throws IOException {
        ActivateRequest request = body == null || body.length == 0
                ? ActivateRequest.EMPTY
                : required(json.readValue(body, ActivateRequest.class));
        Editor editor = Editors.of(caller);
        Cause cause = context.cause();
        Long expected = context.expectedVersion();
        return commands.run(request, unit -> {
            Sequence before = Sequences.find(unit, id, editor).state();
            boolean seatFree = before.acceptsEnrollments() || seats.claim(unit, id);
            ActivateSequence command = new ActivateSequence(
                    editor,
                    request.changeDescription(),
                    seatFree,
                    drafts.of(unit, id, before, editor),
                    quotas.versionsPerSequence());
            return SequenceChanges.answer(
                    unit,
                    id,
                    unit.execute(SEQUENCE, id, command, cause, expected).orProblem());
        });
    }

    @POST
    @Path("/{id}/deactivate")
    @APIResponseSchema(value = SequenceDocument.class, responseCode = "200")
    public Response deactivate(@PathParam("id") String id) {
        Editor editor = Editors.of(caller);
        Cause cause = context.cause();
        Long expected = context.expectedVersion();
        return commands.run(null, unit -> {
            Sequences.find(unit, id, editor);
            Answer answer = SequenceChanges.answer(
                    unit,
                    id,
                    unit.execute(SEQUENCE, id, new DeactivateSequence(editor), cause, expected)
                            .orProblem());
            seats.release(unit, id);
            return answer;
        });
    }

    @POST
    @Path("/{id}/revise")
    @APIResponseSchema(value = SequenceDocument.class, responseCode = "200")
    public Response revise(@PathParam("id") String id) {
        Editor editor = Editors.of(caller);
        return changes.run(id, null, sequence -> new StartRevision(editor));
    }

    @POST
    @Path("/{id}/discard")
    @APIResponseSchema(value = SequenceDocument.class, responseCode = "200")
    public Response discard(@PathParam("id") String id) {
        Editor editor = Editors.of(caller);
        return changes.run(id, null, sequence -> new DiscardRevision(editor));
    }
}
