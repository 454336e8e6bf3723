package dev.sequences.worklist.workitem;

import static dev.sequences.worklist.workitem.WorkItems.WORK_ITEM;

import dev.sequences.chassis.answer.Answer;
import dev.sequences.chassis.http.Commands;
import dev.sequences.chassis.security.Caller;
import dev.sequences.chassis.security.Roles;
import dev.sequences.worklist.recordflag.RecordFlags;
import dev.sequences.worklist.recordflag.RecordFlags.Change;
import dev.sequences.worklist.recordflag.RecordFlags.FlaggedRecord;
import dev.sequences.worklist.workitem.model.StepRef;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** Sets the caller's own flags of an item's record. */
@Path("/work-items")
@RolesAllowed({Roles.SYSTEM_ADMINISTRATOR, Roles.SEQUENCE_MANAGER, Roles.SALES_MANAGER, Roles.SALESPERSON})
public class RecordFlagResource {

    private record FlagRequest(Change change, String id) {}

    private final Commands commands;
    private final Caller caller;

    RecordFlagResource(Commands commands, Caller caller) {
        this.commands = commands;
        this.caller = caller;
    }

    @POST
    @Path("{id}/read")
    public Response read(@PathParam("id") String id) {
        return set(id, Change.READ);
    }

    @POST
    @Path("{id}/unread")
    public Response unread(@PathParam("id") String id) {
        return set(id, Change.UNREAD);
    }

    @POST
    @Path("{id}/follow")
    public Response follow(@PathParam("id") String id) {
        return set(id, Change.FOLLOW);
    }

    @POST
    @Path("{id}/unfollow")
    public Response unfollow(@PathParam("id") String id) {
        return set(id, Change.UNFOLLOW);
    }

    private Response set(String id, Change change) {
        String item = WorkItems.canonicalId(id);
        Visibility visibility = Visibility.of(caller);
        return commands.run(new FlagRequest(change, item), unit -> {
            StepRef step = visibility
                    .require(unit.load(WORK_ITEM, item).state(), item)
                    .details()
                    .step();
            RecordFlags.set(
                    unit.connection(),
                    visibility.user(),
                    List.of(new FlaggedRecord(step.recordType(), step.recordId())),
                    change);
            return Answer.noContent();
        });
    }
}
