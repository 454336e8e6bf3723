package dev.sequences.designer.sequence.model;

import dev.sequences.language.access.SequenceReader;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The user who reads or changes a sequence.
 *
 * @param user user id
 * @param editsAll whether the user may see and change sequences of other owners
 * @param teams ids of the user's teams
 * @param businessUnit business unit of the user; null if there is none
 */
public record Editor(
        String user,
        boolean editsAll,
        Set<String> teams,
        @Nullable String businessUnit) {

    public Editor {
        teams = Set.copyOf(teams);
    }

    /** A user without teams and business unit. */
    public Editor(String user, boolean editsAll) {
        this(user, editsAll, Set.of(), null);
    }

    boolean mayEdit(Sequence sequence) {
        return editsAll || reader().owns(sequence.ownerType().wireName(), sequence.owner());
    }

    /** As {@link SequenceReader#maySee}. */
    public boolean maySee(Sequence sequence) {
        return reader().maySee(sequence.ownerType().wireName(), sequence.owner(), sequence.businessUnit());
    }

    private SequenceReader reader() {
        return new SequenceReader(user, editsAll, teams, businessUnit);
    }
}
