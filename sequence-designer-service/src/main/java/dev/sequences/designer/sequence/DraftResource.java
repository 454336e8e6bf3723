package dev.sequences.designer.sequence;

import static dev.sequences.designer.sequence.Sequences.SEQUENCE;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequences.chassis.answer.Answer;
import dev.sequences.chassis.decider.Refusal;
import dev.sequences.chassis.flow.Cause;
import dev.sequences.chassis.http.Commands;
import dev.sequences.chassis.http.RequestContext;
import dev.sequences.chassis.security.Caller;
import dev.sequences.chassis.security.Roles;
import dev.sequences.chassis.unit.Loaded;
import dev.sequences.chassis.unit.Outcome;
import dev.sequences.chassis.unit.Outcome.Done;
import dev.sequences.designer.drawing.DraftDocument;
import dev.sequences.designer.drawing.DraftReader;
import dev.sequences.designer.quota.Quotas;
import dev.sequences.designer.sequence.model.DraftCheck;
import dev.sequences.designer.sequence.model.Editor;
import dev.sequences.designer.sequence.model.Sequence;
import dev.sequences.designer.sequence.model.SequenceCommand.ChangeDraft;
import dev.sequences.designer.sequence.model.SequenceEvent;
import dev.sequences.designer.sequence.model.context.DraftContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jspecify.annotations.Nullable;

/** Reads, saves and validates the draft of a sequence. */
@Path("/sequences")
@RolesAllowed({Roles.SYSTEM_ADMINISTRATOR, Roles.SEQUENCE_MANAGER, Roles.SALES_MANAGER, Roles.SALESPERSON})
@Produces(MediaType.APPLICATION_JSON)
public class DraftResource {

    private final Commands commands;
    private final Caller caller;
    private final RequestContext context;
    private final DraftContextLoader drafts;
    private final DraftConflict conflict;
    private final Quotas quotas;

    DraftResource(
            Commands commands,
            Caller caller,
            RequestContext context,
            DraftContextLoader drafts,
            DraftConflict conflict,
            Quotas quotas) {
        this.commands = commands;
        this.caller = caller;
        this.context = context;
        this.drafts = drafts;
        this.conflict = conflict;
        this.quotas = quotas;
    }

    @PUT
    @Path("/{id}/draft")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequestBody(content = @Content(schema = @Schema(implementation = DraftDocument.class)))
    @APIResponseSchema(DraftDocument.class)
    public Response changeDraft(@PathParam("id") String id, @Nullable JsonNode body) {
        ChangeDraft command = new ChangeDraft(Editors.of(caller), DraftReader.read(body, quotas.drafts()));
        Cause cause = context.cause();
        Long expected = context.expectedVersion();
        return commands.run(body, unit -> {
            Sequences.find(unit, id, command.by());
            Outcome<Sequence, SequenceEvent> outcome = unit.execute(SEQUENCE, id, command, cause, expected);
            if (expected != null && isStale(outcome)) {
                throw conflict.since(unit, id, expected);
            }
            Done<Sequence, SequenceEvent> done = outcome.orProblem();
            return Answer.ok(DraftDocument.of(done.state().draft()), done.version());
        });
    }

    private static boolean isStale(Outcome<Sequence, SequenceEvent> outcome) {
        return outcome instanceof Outcome.Refused<Sequence, SequenceEvent> refused
                && refused.refusals().getFirst().kind() == Refusal.Kind.STALE;
    }

    /** Returns all findings about the draft; changes nothing. */
    @POST
    @Path("/{id}/validate")
    @APIResponseSchema(value = FindingsDocument.class, responseCode = "200")
    public Response validate(@PathParam("id") String id) {
        Editor editor = Editors.of(caller);
        return commands.run(null, unit -> {
            Loaded<Sequence> sequence = Sequences.find(unit, id, editor);
            DraftContext around = drafts.of(unit, id, sequence.state(), editor);
            return Answer.ok(FindingsDocument.of(DraftCheck.of(sequence.state(), around)), sequence.version());
        });
    }
}
