package dev.sequences.designer.sequence;

import static dev.sequences.designer.sequence.Sequences.SEQUENCE;

import dev.sequences.chassis.answer.Answer;
import dev.sequences.chassis.answer.Problem;
import dev.sequences.chassis.flow.Cause;
import dev.sequences.chassis.http.Bodies;
import dev.sequences.chassis.http.Commands;
import dev.sequences.chassis.http.RequestContext;
import dev.sequences.chassis.security.Caller;
import dev.sequences.chassis.security.Roles;
import dev.sequences.chassis.unit.Outcome.Done;
import dev.sequences.designer.quota.Quotas;
import dev.sequences.designer.sequence.SequenceRequests.TagsRequest;
import dev.sequences.designer.sequence.model.Editor;
import dev.sequences.designer.sequence.model.Sequence;
import dev.sequences.designer.sequence.model.SequenceCommand.TagSequence;
import dev.sequences.designer.sequence.model.SequenceEvent;
import dev.sequences.designer.tag.Tags;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jspecify.annotations.Nullable;

/** The tags of one sequence. Users who may change the sequence may tag it, in any status. */
@Path("/sequences/{id}/tags")
@RolesAllowed({Roles.SYSTEM_ADMINISTRATOR, Roles.SEQUENCE_MANAGER, Roles.SALES_MANAGER, Roles.SALESPERSON})
@Produces(MediaType.APPLICATION_JSON)
public class SequenceTagsResource {

    private final Commands commands;
    private final Caller caller;
    private final RequestContext context;
    private final Quotas quotas;

    SequenceTagsResource(Commands commands, Caller caller, RequestContext context, Quotas quotas) {
        this.commands = commands;
        this.caller = caller;
        this.context = context;
        this.quotas = quotas;
    }

    /** Replaces all tags of the sequence. */
    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @APIResponseSchema(SequenceDocument.class)
    public Response tag(@PathParam("id") String id, @Nullable TagsRequest body) {
        TagsRequest request = Bodies.required(body);
        List<@Nullable String> given = request.tagIds();
        if (given == null || given.stream().anyMatch(Objects::isNull)) {
            throw Problem.unreadable(
                    "field-missing",
                    "tagIds",
                    "'tagIds' must be a list of ids.",
                    "Send the ids of all tags of the sequence; an empty list removes all tags.");
        }
        List<String> tagIds = given.stream().filter(Objects::nonNull).toList();
        Editor editor = Editors.of(caller);
        Cause cause = context.cause();
        Long expected = context.expectedVersion();
        return commands.run(request, unit -> {
            Sequences.find(unit, id, editor);
            TagSequence command = new TagSequence(
                    editor, tagIds, Tags.tree(unit).state().tags().keySet(), quotas.tagsPerSequence());
            Done<Sequence, SequenceEvent> done =
                    unit.execute(SEQUENCE, id, command, cause, expected).orProblem();
            return Answer.ok(SequenceDocument.of(unit, id, done.state()), done.version());
        });
    }
}
