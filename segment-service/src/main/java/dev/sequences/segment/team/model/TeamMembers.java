package dev.sequences.segment.team.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Resolves members of teams that are teams themselves. */
public final class TeamMembers {

    private TeamMembers() {}

    /**
     * Returns the ids of a team's members that are no teams, including those of member teams.
     *
     * @param teams members by id of the team
     */
    public static Set<String> of(String teamId, Map<String, List<String>> teams) {
        Set<String> members = new TreeSet<>();
        Set<String> visited = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(teamId));
        while (!open.isEmpty()) {
            String team = open.pop();
            if (visited.add(team)) {
                for (String member : teams.getOrDefault(team, List.of())) {
                    if (teams.containsKey(member)) {
                        open.push(member);
                    } else {
                        members.add(member);
                    }
                }
            }
        }
        return members;
    }

    /** Returns the path from the team through member teams back to itself; empty if there is none. */
    static List<String> circle(String teamId, Map<String, List<String>> teams) {
        return circle(teamId, List.of(teamId), teams, new HashSet<>());
    }

    private static List<String> circle(
            String teamId, List<String> path, Map<String, List<String>> teams, Set<String> visited) {
        for (String member : teams.getOrDefault(path.getLast(), List.of())) {
            List<String> longer = new ArrayList<>(path);
            longer.add(member);
            if (member.equals(teamId)) {
                return longer;
            }
            if (teams.containsKey(member) && visited.add(member)) {
                List<String> found = circle(teamId, longer, teams, visited);
                if (!found.isEmpty()) {
                    return found;
                }
            }
        }
        return List.of();
    }
}
