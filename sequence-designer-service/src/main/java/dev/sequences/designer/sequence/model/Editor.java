package dev.sequences.designer.sequence.model;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who looks at a sequence or wants a change.
 *
 * @param user user id
 * @param editsAll whether sequences of other owners may be seen and changed, too
 * @param teams ids of the teams the user is in
 * @param businessUnit the part of the organisation the user works in; null when it has none
 */
public record Editor(
        String user,
        boolean editsAll,
        Set<String> teams,
        @Nullable String businessUnit) {

    public Editor {
        teams = Set.copyOf(teams);
    }

    /** Somebody without team and business unit. */
    public Editor(String user, boolean editsAll) {
        this(user, editsAll, Set.of(), null);
    }

    boolean mayEdit(Sequence sequence) {
        return editsAll || owns(sequence.ownerType(), sequence.owner());
    }

    public boolean maySee(Sequence sequence) {
        return maySee(sequence.ownerType(), sequence.owner(), sequence.businessUnit());
    }

    /** Own ones, those of the own teams and of the own business unit, and what belongs to no unit in particular. */
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
