package dev.sequences.designer.sequence;

import static dev.sequences.chassis.http.Bodies.required;
import static dev.sequences.designer.sequence.Sequences.SEQUENCE;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.f4b6a3.uuid.UuidCreator;
import dev.sequences.chassis.answer.Answer;
import dev.sequences.chassis.answer.Problem;
import dev.sequences.chassis.flow.Cause;
import dev.sequences.chassis.http.Commands;
import dev.sequences.chassis.http.RequestContext;
import dev.sequences.chassis.security.Caller;
import dev.sequences.chassis.security.Roles;
import dev.sequences.chassis.unit.Outcome.Done;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.designer.sequence.SequenceRequests.CopyRequest;
import dev.sequences.designer.sequence.SequenceRequests.CreateRequest;
import dev.sequences.designer.sequence.SequenceRequests.RenameRequest;
import dev.sequences.designer.sequence.model.Draft;
import dev.sequences.designer.sequence.model.Editor;
import dev.sequences.designer.sequence.model.RecordType;
import dev.sequences.designer.sequence.model.Sequence;
import dev.sequences.designer.sequence.model.SequenceCommand.CreateSequence;
import dev.sequences.designer.sequence.model.SequenceCommand.DeleteSequence;
import dev.sequences.designer.sequence.model.SequenceCommand.RenameSequence;
import dev.sequences.designer.sequence.model.SequenceEvent;
import dev.sequences.designer.sequence.model.SequenceEvent.Created;
import dev.sequences.designer.template.Template;
import dev.sequences.designer.template.Templates;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jspecify.annotations.Nullable;

/**
 * Creates, renames, copies and deletes sequences. Salespersons change their own sequences, the other roles all of them. See {@link
 * LifecycleResource} for activation and {@link DraftResource} for drafts.
 */
@Path("/sequences")
@RolesAllowed({Roles.SYSTEM_ADMINISTRATOR, Roles.SEQUENCE_MANAGER, Roles.SALES_MANAGER, Roles.SALESPERSON})
@Produces(MediaType.APPLICATION_JSON)
public class SequenceResource {

    private final Commands commands;
    private final Caller caller;
    private final RequestContext context;
    private final SequenceChanges changes;
    private final ActiveSeats seats;
    private final Templates templates;

    SequenceResource(
            Commands commands,
            Caller caller,
            RequestContext context,
            SequenceChanges changes,
            ActiveSeats seats,
            Templates templates) {
        this.commands = commands;
        this.caller = caller;
        this.context = context;
        this.changes = changes;
        this.seats = seats;
        this.templates = templates;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @APIResponseSchema(value = SequenceDocument.class, responseCode = "201")
    public Response create(@Nullable CreateRequest body) {
        CreateRequest request = required(body);
        String name = Objects.requireNonNullElse(request.name(), "");
        Optional<Template> template = template(request);
        String recordType = request.recordType() != null
                ? request.recordType()
                : template.map(Template::recordType).orElse(RecordType.DEFAULT);
        CreateSequence command = new CreateSequence(
                editor(),
                name,
                request.description(),
                recordType,
                template.map(Template::draft).orElse(Draft.EMPTY),
                template.map(one -> Created.fromTemplate(one.id())).orElse(null));
        String id = newId();
        Cause cause = context.cause();
        return commands.run(request, unit -> created(id, unit, command, cause));
    }

    private Optional<Template> template(CreateRequest request) {
        if (request.templateId() == null) {
            return Optional.empty();
        }
        Template template = templates
                .find(request.templateId())
                .orElseThrow(() -> Problem.rule(
                        "template-unknown",
                        "templateId",
                        "The template does not exist.",
                        "Use an id from /templates, or omit it to start with an empty draft."));
        if (request.recordType() != null && !request.recordType().equals(template.recordType())) {
            throw Problem.rule(
                    "template-other-type",
                    "recordType",
                    "The template is for records of type " + template.recordType() + ".",
                    "Omit the record type or choose a template for it.");
        }
        return Optional.of(template);
    }

    @POST
    @Path("/{id}/copy")
    @Consumes(MediaType.APPLICATION_JSON)
    @APIResponseSchema(value = SequenceDocument.class, responseCode = "201")
    public Response copy(@PathParam("id") String original, @Nullable CopyRequest body) {
        CopyRequest request = required(body);
        String name = Objects.requireNonNullElse(request.name(), "");
        String id = newId();
        Editor editor = editor();
        Cause cause = context.cause();
        return commands.run(request, unit -> {
            Sequence source = Sequences.find(unit, original, editor).state();
            CreateSequence command = new CreateSequence(
                    editor, name, request.description(), source.recordType(), source.draft(), original);
            return created(id, unit, command, cause);
        });
    }

    private static Answer created(String id, Unit unit, CreateSequence command, Cause cause) {
        Done<Sequence, SequenceEvent> done =
                unit.execute(SEQUENCE, id, command, cause).orProblem();
        return Answer.created("/sequences/" + id, SequenceDocument.of(unit, id, done.state()), done.version());
    }

    @PATCH
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @APIResponseSchema(SequenceDocument.class)
    public Response rename(@PathParam("id") String id, @Nullable RenameRequest body) {
        RenameRequest request = required(body);
        if (request.recordType() != null) {
            throw Problem.rule(
                    "record-type-fixed",
                    "recordType",
                    "The record type of a sequence cannot be changed.",
                    "Create a new sequence for the other record type.");
        }
        JsonNode description = request.description();
        if (description != null && !description.isTextual() && !description.isNull()) {
            throw Problem.unreadable(
                    "wrong-type",
                    "description",
                    "'description' must be text or null.",
                    "Send text, or null to remove the description.");
        }
        Editor editor = editor();
        return changes.run(
                id,
                request,
                sequence -> new RenameSequence(
                        editor,
                        request.name() == null ? sequence.name() : request.name(),
                        description == null ? sequence.description() : description.textValue()));
    }

    /** Deletes a sequence; an active one is deactivated in the same transaction. */
    @DELETE
    @Path("/{id}")
    @APIResponse(responseCode = "204", description = "Deleted")
    public Response delete(@PathParam("id") String id) {
        Editor editor = editor();
        Cause cause = context.cause();
        Long expected = context.expectedVersion();
        return commands.run(null, unit -> {
            Sequences.find(unit, id, editor);
            unit.execute(SEQUENCE, id, new DeleteSequence(editor), cause, expected)
                    .orProblem();
            seats.release(unit, id);
            return Answer.noContent();
        });
    }

    private Editor editor() {
        return Editors.of(caller);
    }

    private static String newId() {
        return UuidCreator.getTimeOrderedEpoch().toString();
    }
}
