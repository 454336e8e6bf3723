package dev.sequences.worklist.workitem;

import dev.sequences.chassis.answer.Problem;
import dev.sequences.chassis.security.Caller;
import dev.sequences.chassis.security.Roles;
import dev.sequences.worklist.workitem.model.Assignee;
import dev.sequences.worklist.workitem.model.WorkItem;
import java.util.Set;

/**
 * Which items a caller may see and act on. What is out of reach looks as if it did not exist.
 *
 * @param user the caller
 * @param teams those that the caller is in: each member may do the work of a team (rule 4.4)
 * @param everybody whether the items of others are in reach
 * @param startsWithAll whether a list without {@code assignee} shows everybody's
 */
public record Reach(String user, Set<String> teams, boolean everybody, boolean startsWithAll) {

    public static Reach of(Caller caller) {
        boolean administrator = caller.is(Roles.SYSTEM_ADMINISTRATOR);
        return new Reach(caller.user(), caller.teams(), administrator || caller.is(Roles.SALES_MANAGER), administrator);
    }

    public boolean covers(Assignee assignee) {
        return everybody
                || assignee.equals(Assignee.user(user))
                || (assignee.type().equals(Assignee.TEAM) && teams.contains(assignee.id()));
    }

    /** The item, if it exists and is in reach; 404 otherwise. */
    public WorkItem.Known require(WorkItem item, String id) {
        return item.known()
                .filter(known -> covers(known.toDo().assignee()))
                .orElseThrow(() -> Problem.unknown("work-item", id));
    }
}
