package dev.sequences.language.access;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A user and the sequences that the user may see (domain rule 3.7). The designer, which owns the sequences, and services that know them from
 * its events decide by this rule; the cases in the test kit ({@code access/sequences.csv}) run in each of them.
 *
 * @param user user id
 * @param seesAll whether a role of the user grants all sequences
 * @param teams ids of the user's teams
 * @param businessUnit business unit of the user; null if there is none
 */
public record SequenceReader(
        String user,
        boolean seesAll,
        Set<String> teams,
        @Nullable String businessUnit) {

    private static final String TEAM = "team";

    public SequenceReader {
        teams = Set.copyOf(teams);
    }

    /**
     * Visible are sequences of the user, of the user's teams and business unit, and sequences without a business unit.
     *
     * @param ownerType user or team; null means user
     * @param owner id of the owner; null if unknown
     * @param unit business unit of the sequence; null if it belongs to the whole organization
     */
    public boolean maySee(@Nullable String ownerType, @Nullable String owner, @Nullable String unit) {
        return seesAll || unit == null || unit.equals(businessUnit) || owns(ownerType, owner);
    }

    /** Whether the user or a team of the user is the owner. */
    public boolean owns(@Nullable String ownerType, @Nullable String owner) {
        if (owner == null) {
            return false;
        }
        return TEAM.equals(ownerType) ? teams.contains(owner) : owner.equals(user);
    }
}
