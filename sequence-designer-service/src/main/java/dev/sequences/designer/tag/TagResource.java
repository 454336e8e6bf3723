package dev.sequences.designer.tag;

import static dev.sequences.designer.tag.Tags.TAG_TREE;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.f4b6a3.uuid.UuidCreator;
import dev.sequences.chassis.answer.Answer;
import dev.sequences.chassis.answer.Problem;
import dev.sequences.chassis.flow.Cause;
import dev.sequences.chassis.http.Bodies;
import dev.sequences.chassis.http.Commands;
import dev.sequences.chassis.http.RequestContext;
import dev.sequences.chassis.security.Roles;
import dev.sequences.designer.quota.Quotas;
import dev.sequences.designer.tag.TagRequests.AddRequest;
import dev.sequences.designer.tag.TagRequests.AddSeveralRequest;
import dev.sequences.designer.tag.TagRequests.ChangeRequest;
import dev.sequences.designer.tag.model.TagCommand.AddTags;
import dev.sequences.designer.tag.model.TagCommand.ChangeTag;
import dev.sequences.designer.tag.model.TagCommand.DeleteTag;
import dev.sequences.designer.tag.model.TagCommand.NewTag;
import dev.sequences.designer.tag.model.TagTree;
import dev.sequences.designer.tag.model.TagTree.Tag;
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
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jspecify.annotations.Nullable;

/** Changes tags, for managing roles. All tags share one entity tag. */
@Path("/tags")
@RolesAllowed({Roles.SYSTEM_ADMINISTRATOR, Roles.SEQUENCE_MANAGER, Roles.SALES_MANAGER})
@Produces(MediaType.APPLICATION_JSON)
public class TagResource {

    private static final int MAX_BATCH = 500;

    private final Commands commands;
    private final RequestContext context;
    private final Quotas quotas;

    TagResource(Commands commands, RequestContext context, Quotas quotas) {
        this.commands = commands;
        this.context = context;
        this.quotas = quotas;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @APIResponseSchema(value = TagDocument.class, responseCode = "201")
    public Response add(@Nullable AddRequest body) {
        AddRequest request = Bodies.required(body);
        NewTag tag = newTag(Objects.requireNonNullElse(request.name(), ""));
        AddTags command = new AddTags(List.of(tag), request.parentId(), quotas.tagsPerLevel());
        Cause cause = context.cause();
        return commands.run(request, unit -> {
            var done = unit.execute(TAG_TREE, Tags.ID, command, cause).orProblem();
            return Answer.created("/tags/" + tag.id(), TagDocument.of(done.state(), tag.id()), done.version());
        });
    }

    /** Adds several tags below one parent: all of them, or none. */
    @POST
    @Path("/bulk")
    @Consumes(MediaType.APPLICATION_JSON)
    @APIResponseSchema(value = TagDocument.Added.class, responseCode = "201")
    public Response addSeveral(@Nullable AddSeveralRequest body) {
        AddSeveralRequest request = Bodies.required(body);
        List<@Nullable String> names = Objects.requireNonNullElse(request.names(), List.of());
        if (names.size() > MAX_BATCH) {
            throw Problem.rule(
                    "too-many-at-once",
                    "names",
                    "The request has " + names.size() + " names; the limit is " + MAX_BATCH + ".",
                    "Split the list into several requests.");
        }
        List<NewTag> tags = names.stream()
                .map(name -> newTag(Objects.requireNonNullElse(name, "")))
                .toList();
        AddTags command = new AddTags(tags, request.parentId(), quotas.tagsPerLevel());
        Cause cause = context.cause();
        return commands.run(request, unit -> {
            var done = unit.execute(TAG_TREE, Tags.ID, command, cause).orProblem();
            return Answer.created(
                    "/tags",
                    new TagDocument.Added(tags.stream()
                            .map(tag -> TagDocument.of(done.state(), tag.id()))
                            .toList()),
                    done.version());
        });
    }

    /** Renames a tag or moves it to another parent. */
    @PATCH
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @APIResponseSchema(TagDocument.class)
    public Response change(@PathParam("id") String id, @Nullable ChangeRequest body) {
        ChangeRequest request = Bodies.required(body);
        JsonNode parent = request.parentId();
        if (parent != null && !parent.isTextual() && !parent.isNull()) {
            throw Problem.unreadable(
                    "wrong-type",
                    "parentId",
                    "'parentId' must be text or null.",
                    "Send the id of a tag, or null for level 1.");
        }
        Cause cause = context.cause();
        Long expected = context.expectedVersion();
        return commands.run(request, unit -> {
            TagTree tree = Tags.tree(unit).state();
            Tag present = tree.find(id);
            if (present == null) {
                throw Problem.unknown("tag", id);
            }
            ChangeTag command = new ChangeTag(
                    id,
                    Objects.requireNonNullElse(request.name(), present.name()),
                    parent == null ? present.parentId() : parent.textValue(),
                    quotas.tagsPerLevel());
            var done = unit.execute(TAG_TREE, Tags.ID, command, cause, expected).orProblem();
            return Answer.ok(TagDocument.of(done.state(), id), done.version());
        });
    }

    /** Removes the tag from all sequences; its children move up one level. */
    @DELETE
    @Path("/{id}")
    @APIResponse(responseCode = "204", description = "Deleted")
    public Response delete(@PathParam("id") String id) {
        DeleteTag command = new DeleteTag(id, quotas.tagsPerLevel());
        Cause cause = context.cause();
        Long expected = context.expectedVersion();
        return commands.run(null, unit -> {
            unit.execute(TAG_TREE, Tags.ID, command, cause, expected).orProblem();
            return Answer.noContent();
        });
    }

    private static NewTag newTag(String name) {
        return new NewTag(UuidCreator.getTimeOrderedEpoch().toString(), name);
    }
}
