package dev.sequences.segment.assignment.model;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** The sellers and teams at the time of a decision. */
public interface Staff {

    /** Returns all sellers that have a profile. */
    Collection<SellerState> sellers();

    /** Returns the seller with this id; null if there is none. */
    @Nullable
    SellerState seller(String id);

    /** Returns all teams. */
    Collection<TeamState> teams();

    /** Returns the team with this id; null if there is none. */
    @Nullable
    TeamState team(String id);

    /** Returns the last assignment of a seller by a rule; null for none. */
    @Nullable
    Turn lastAssigned(String ruleId, String sellerId);
}
