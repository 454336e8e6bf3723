package dev.sequences.designer.sequence.model;

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
        return editsAll || owns(sequence.ownerType(), sequence.owner());
    }

    public boolean maySee(Sequence sequence) {
        return maySee(sequence.ownerType(), sequence.owner(), sequence.businessUnit());
    }

    /** Visible are sequences of the user, of the user's teams and business unit, and sequences without a business unit. */
    public boolean maySee(OwnerType ownerType, String owner, @Nullable String unit) {
        return editsAll || unit == null || unit.equals(businessUnit) || owns(ownerType, owner);
    }

    private boolean owns(OwnerType ownerType, String owner) {
        return switch (ownerType) {
            case USER -> owner.equals(user);
            case TEAM -> teams.contains(owner);
        };
    }
}
