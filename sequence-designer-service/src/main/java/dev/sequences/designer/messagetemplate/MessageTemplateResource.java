package dev.sequences.designer.messagetemplate;

import static dev.sequences.designer.messagetemplate.MessageTemplates.MESSAGE_TEMPLATE;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.sequences.chassis.answer.Answer;
import dev.sequences.chassis.flow.Cause;
import dev.sequences.chassis.http.Bodies;
import dev.sequences.chassis.http.Commands;
import dev.sequences.chassis.http.RequestContext;
import dev.sequences.chassis.security.Caller;
import dev.sequences.chassis.security.Roles;
import dev.sequences.designer.messagetemplate.MessageTemplateRequests.ChangeRequest;
import dev.sequences.designer.messagetemplate.MessageTemplateRequests.CreateRequest;
import dev.sequences.designer.messagetemplate.MessageTemplateRequests.RenderRequest;
import dev.sequences.designer.messagetemplate.model.MessageTemplate;
import dev.sequences.designer.messagetemplate.model.MessageTemplateCommand.Author;
import dev.sequences.designer.messagetemplate.model.MessageTemplateCommand.ChangeMessageTemplate;
import dev.sequences.designer.messagetemplate.model.MessageTemplateCommand.CreateMessageTemplate;
import dev.sequences.designer.messagetemplate.model.MessageTemplateCommand.DeleteMessageTemplate;
import dev.sequences.designer.messagetemplate.model.Rendering;
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
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jspecify.annotations.Nullable;

/** Changes and renders message templates. Salespersons change their own templates, the other roles all of them. */
@Path("/message-templates")
@RolesAllowed({Roles.SYSTEM_ADMINISTRATOR, Roles.SEQUENCE_MANAGER, Roles.SALES_MANAGER, Roles.SALESPERSON})
@Produces(MediaType.APPLICATION_JSON)
public class MessageTemplateResource {

    private final Commands commands;
    private final Caller caller;
    private final RequestContext context;

    MessageTemplateResource(Commands commands, Caller caller, RequestContext context) {
        this.commands = commands;
        this.caller = caller;
        this.context = context;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @APIResponseSchema(value = MessageTemplateDocument.class, responseCode = "201")
    public Response create(@Nullable CreateRequest body) {
        CreateRequest request = Bodies.required(body);
        CreateMessageTemplate command = new CreateMessageTemplate(author(), request.properties());
        String id = UuidCreator.getTimeOrderedEpoch().toString();
        Cause cause = context.cause();
        return commands.run(request, unit -> {
            var done = unit.execute(MESSAGE_TEMPLATE, id, command, cause).orProblem();
            return Answer.created(
                    "/message-templates/" + id, MessageTemplateDocument.of(id, done.state()), done.version());
        });
    }

    @PATCH
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @APIResponseSchema(MessageTemplateDocument.class)
    public Response change(@PathParam("id") String id, @Nullable ChangeRequest body) {
        ChangeRequest request = Bodies.required(body);
        Author author = author();
        Cause cause = context.cause();
        Long expected = context.expectedVersion();
        return commands.run(request, unit -> {
            MessageTemplate present = MessageTemplates.find(unit, id).state();
            var done = unit.execute(
                            MESSAGE_TEMPLATE,
                            id,
                            new ChangeMessageTemplate(author, request.applyTo(present.properties())),
                            cause,
                            expected)
                    .orProblem();
            return Answer.ok(MessageTemplateDocument.of(id, done.state()), done.version());
        });
    }

    /** Refused while any version of an active sequence uses it, since enrollments may run in older versions. */
    @DELETE
    @Path("/{id}")
    @APIResponse(responseCode = "204", description = "Deleted")
    public Response delete(@PathParam("id") String id) {
        Author author = author();
        Cause cause = context.cause();
        Long expected = context.expectedVersion();
        return commands.run(null, unit -> {
            MessageTemplates.find(unit, id);
            DeleteMessageTemplate command = new DeleteMessageTemplate(author, MessageTemplates.liveUses(unit, id));
            unit.execute(MESSAGE_TEMPLATE, id, command, cause, expected).orProblem();
            return Answer.noContent();
        });
    }

    /** Renders a message with these values; changes nothing. */
    @POST
    @Path("/{id}/render")
    @Consumes(MediaType.APPLICATION_JSON)
    @APIResponseSchema(value = MessageTemplateDocument.RenderedDocument.class, responseCode = "200")
    public Response render(@PathParam("id") String id, @Nullable RenderRequest body) {
        RenderRequest request = Bodies.required(body);
        Map<String, @Nullable String> values = Objects.requireNonNullElse(request.values(), Map.of());
        return commands.run(request, unit -> {
            MessageTemplate template = MessageTemplates.find(unit, id).state();
            return Answer.ok(MessageTemplateDocument.RenderedDocument.of(
                    Rendering.of(template.properties(), request.language(), values)));
        });
    }

    private Author author() {
        boolean changesAll = caller.is(Roles.SYSTEM_ADMINISTRATOR)
                || caller.is(Roles.SEQUENCE_MANAGER)
                || caller.is(Roles.SALES_MANAGER);
        return new Author(caller.user(), changesAll);
    }
}
