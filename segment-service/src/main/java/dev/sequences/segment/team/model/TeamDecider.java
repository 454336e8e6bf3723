package dev.sequences.segment.team.model;

import dev.sequences.chassis.decider.Decider;
import dev.sequences.chassis.decider.Decision;
import dev.sequences.chassis.decider.Refusal;
import dev.sequences.segment.team.model.TeamCommand.SetTeam;
import dev.sequences.segment.team.model.TeamEvent.TeamSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Replaces a team as a whole; an equal team produces no event. Refuses circular membership. */
public final class TeamDecider implements Decider<TeamCommand, Team, TeamEvent> {

    static final int MAX_NAME_LENGTH = 200;
    static final int MAX_MEMBERS = 10_000;

    @Override
    public Team initial() {
        return new Team.Unknown();
    }

    @Override
    public Decision<TeamEvent> decide(Team state, TeamCommand command) {
        return switch (command) {
            case SetTeam set -> {
                List<Refusal> refusals = check(set);
                if (!refusals.isEmpty()) {
                    yield Decision.refuse(refusals);
                }
                yield state instanceof Team.Known known && known.profile().equals(set.profile())
                        ? Decision.accept()
                        : Decision.accept(new TeamSet(set.profile()));
            }
        };
    }

    private static List<Refusal> check(SetTeam set) {
        Team.Profile team = set.profile();
        List<Refusal> refusals = new ArrayList<>();
        if (team.name().isBlank() || team.name().length() > MAX_NAME_LENGTH) {
            refusals.add(Refusal.rule(
                    "name-invalid",
                    "name",
                    "The name is missing or too long.",
                    "Send 1 to " + MAX_NAME_LENGTH + " characters."));
        }
        if (team.members().size() > MAX_MEMBERS) {
            refusals.add(Refusal.rule(
                    "too-many-members",
                    "members",
                    "There are " + team.members().size() + " members; the limit is " + MAX_MEMBERS + ".",
                    "Divide the team."));
        }
        Map<String, List<String>> teams = new HashMap<>(set.otherTeams());
        teams.put(set.teamId(), team.members());
        List<String> circle = TeamMembers.circle(set.teamId(), teams);
        if (!circle.isEmpty()) {
            refusals.add(Refusal.rule(
                    "team-membership-circular",
                    "members",
                    "The team would be a member of itself: " + String.join(" > ", circle) + ".",
                    "Remove one of these teams from the members of the other."));
        }
        return refusals;
    }

    @Override
    public Team evolve(Team state, TeamEvent event) {
        return switch (event) {
            case TeamSet(Team.Profile profile) -> new Team.Known(profile);
        };
    }
}
