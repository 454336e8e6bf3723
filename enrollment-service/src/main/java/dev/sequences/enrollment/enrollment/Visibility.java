package dev.sequences.enrollment.enrollment;

import dev.sequences.chassis.security.Caller;
import dev.sequences.enrollment.enrollment.model.Assignee;
import dev.sequences.enrollment.reference.Sequences.Ownership;
import dev.sequences.enrollment.reference.Sequences.SequenceState;
import dev.sequences.language.access.SequenceReader;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * The enrollments, records and sequences a caller may see and change. Everything else looks as if it did not exist.
 *
 * @param all whether all enrollments and records are visible
 * @param own the caller and the caller's teams; each member may do what the team may (rule 4.4)
 * @param reader decides which sequences are visible, as in the designer
 */
public record Visibility(boolean all, Set<Assignee> own, SequenceReader reader) {

    public static Visibility of(Caller caller) {
        Set<Assignee> own = new HashSet<>();
        own.add(Assignee.user(caller.user()));
        caller.teams().forEach(team -> own.add(Assignee.team(team)));
        boolean all = caller.isManager();
        return new Visibility(
                all, Set.copyOf(own), new SequenceReader(caller.user(), all, caller.teams(), caller.businessUnit()));
    }

    public boolean covers(Assignee one) {
        return all || own.contains(one);
    }

    /** A sequence whose events have no business unit is visible: it belongs to the whole organization or is older than the field. */
    public boolean covers(SequenceState sequence) {
        Ownership ownership = sequence.ownership();
        return reader.maySee(ownership.ownerType(), ownership.owner(), ownership.businessUnit());
    }

    /** Returns whether at least one of these assignees is visible to the caller. */
    public boolean coversAny(Collection<Assignee> participants) {
        return all || participants.stream().anyMatch(own::contains);
    }
}
