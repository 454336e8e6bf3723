package dev.sequences.worklist.workitem;

import static dev.sequences.worklist.workitem.WorkItems.WORK_ITEM;

import dev.sequences.chassis.answer.Answer;
import dev.sequences.chassis.flow.Cause;
import dev.sequences.chassis.http.Commands;
import dev.sequences.chassis.http.RequestContext;
import dev.sequences.chassis.security.Caller;
import dev.sequences.chassis.security.Roles;
import dev.sequences.chassis.unit.Loaded;
import dev.sequences.chassis.unit.Outcome;
import dev.sequences.worklist.workitem.WorkItemRequests.Action;
import dev.sequences.worklist.workitem.WorkItemRequests.Assign;
import dev.sequences.worklist.workitem.WorkItemRequests.Complete;
import dev.sequences.worklist.workitem.WorkItemRequests.Note;
import dev.sequences.worklist.workitem.WorkItemRequests.Skip;
import dev.sequences.worklist.workitem.WorkItemRequests.Snooze;
import dev.sequences.worklist.workitem.model.WorkItem;
import dev.sequences.worklist.workitem.model.WorkItemCommand.RequestWaitSkip;
import dev.sequences.worklist.workitem.model.WorkItemEvent;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Commands on one work item. Reads only the item's own events. */
@Path("/work-items")
@RolesAllowed({Roles.SYSTEM_ADMINISTRATOR, Roles.SEQUENCE_MANAGER, Roles.SALES_MANAGER, Roles.SALESPERSON})
public class WorkItemResource {

    /** Identifies repeats of a request for idempotency. */
    private record ItemRequest(
            String action, String id, @Nullable Object request) {}

    private final Commands commands;
    private final Caller caller;
    private final RequestContext context;

    WorkItemResource(Commands commands, Caller caller, RequestContext context) {
        this.commands = commands;
        this.caller = caller;
        this.context = context;
    }

    @POST
    @Path("{id}/complete")
    public Response complete(@PathParam("id") String id, @Nullable Complete request) {
        return act("complete", id, request == null ? new Complete(null, null) : request);
    }

    @POST
    @Path("{id}/skip")
    public Response skip(@PathParam("id") String id, @Nullable Skip request) {
        return act("skip", id, request == null ? new Skip(null) : request);
    }

    @POST
    @Path("{id}/snooze")
    public Response snooze(@PathParam("id") String id, @Nullable Snooze request) {
        return act("snooze", id, request == null ? new Snooze(null) : request);
    }

    @POST
    @Path("{id}/skip-wait")
    public Response skipWait(@PathParam("id") String id) {
        return act("skip-wait", id, null, (by, now) -> new RequestWaitSkip(by));
    }

    @POST
    @Path("{id}/assign")
    public Response assign(@PathParam("id") String id, @Nullable Assign request) {
        return act("assign", id, request == null ? new Assign(null, null) : request);
    }

    @POST
    @Path("{id}/notes")
    public Response addNote(@PathParam("id") String id, @Nullable Note request) {
        return act("notes", id, request == null ? new Note(null) : request);
    }

    private Response act(String name, String id, Action request) {
        return act(name, id, request, request);
    }

    private Response act(String name, String id, @Nullable Object request, Action action) {
        String item = WorkItems.canonicalId(id);
        Visibility visibility = Visibility.of(caller);
        Cause cause = context.cause();
        Long expected = context.expectedVersion();
        return commands.run(new ItemRequest(name, item, request), List.of(item), unit -> {
            Loaded<WorkItem> before = unit.load(WORK_ITEM, item);
            WorkItem.Known known = visibility.require(before.state(), item);
            Outcome.Done<WorkItem, WorkItemEvent> done = unit.execute(
                            WORK_ITEM, item, action.command(visibility.user(), unit.now()), cause, expected)
                    .orProblem();
            return Answer.ok(WorkItemState.of(item, done.state().known().orElse(known)), done.version());
        });
    }
}
