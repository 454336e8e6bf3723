package dev.sequences.segment.team.model;

import java.util.List;
import java.util.Map;

/** Commands on a team. */
public sealed interface TeamCommand {

    /**
     * @param teamId the team itself
     * @param otherTeams members of all other teams by id, to find circles
     */
    record SetTeam(String teamId, Team.Profile profile, Map<String, List<String>> otherTeams) implements TeamCommand {}
}
