package dev.sequences.worklist.workitem;

import dev.sequences.chassis.answer.Problem;
import dev.sequences.chassis.security.Caller;
import dev.sequences.chassis.security.Roles;
import dev.sequences.worklist.workitem.model.Assignee;
import dev.sequences.worklist.workitem.model.WorkItem;
import java.util.Set;

/**
 * The items that a caller may read and change. Other items are reported as unknown (404).
 *
 * @param user the caller
 * @param teams teams of the caller; every member may do the work of a team (rule 4.4)
 * @param allSellers whether the items of all sellers are visible
 * @param listsAllByDefault whether a list without {@code assignee} returns the items of all sellers
 */
public record Visibility(String user, Set<String> teams, boolean allSellers, boolean listsAllByDefault) {

    public static Visibility of(Caller caller) {
        boolean administrator = caller.is(Roles.SYSTEM_ADMINISTRATOR);
        return new Visibility(
                caller.user(), caller.teams(), administrator || caller.is(Roles.SALES_MANAGER), administrator);
    }

    public boolean covers(Assignee assignee) {
        return allSellers
                || assignee.equals(Assignee.user(user))
                || (assignee.type().equals(Assignee.TEAM) && teams.contains(assignee.id()));
    }

    /** Returns the item. Throws a 404 problem if it does not exist or is not visible. */
    public WorkItem.Known require(WorkItem item, String id) {
        return item.known()
                .filter(known -> covers(known.details().assignee()))
                .orElseThrow(() -> Problem.unknown("work-item", id));
    }
}
