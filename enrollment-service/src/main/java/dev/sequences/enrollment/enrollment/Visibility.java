package dev.sequences.enrollment.enrollment;

import dev.sequences.chassis.security.Caller;
import dev.sequences.chassis.security.Roles;
import dev.sequences.enrollment.enrollment.model.Assignee;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * The enrollments and records a caller may see and change. Everything else looks as if it did not exist.
 *
 * @param all whether all enrollments and records are visible
 * @param own the caller and the caller's teams; each member may do what the team may (rule 4.4)
 */
public record Visibility(boolean all, Set<Assignee> own) {

    public static Visibility of(Caller caller) {
        Set<Assignee> own = new HashSet<>();
        own.add(Assignee.user(caller.user()));
        caller.teams().forEach(team -> own.add(Assignee.team(team)));
        boolean all = caller.is(Roles.SYSTEM_ADMINISTRATOR)
                || caller.is(Roles.SEQUENCE_MANAGER)
                || caller.is(Roles.SALES_MANAGER);
        return new Visibility(all, Set.copyOf(own));
    }

    public boolean covers(Assignee one) {
        return all || own.contains(one);
    }

    /** Returns whether at least one of these assignees is visible to the caller. */
    public boolean coversAny(Collection<Assignee> participants) {
        return all || participants.stream().anyMatch(own::contains);
    }
}
