package dev.sequences.segment.assignment.model;

import dev.sequences.language.condition.Condition;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An active assignment rule, compiled (domain rule 7.6).
 *
 * @param conditions the records that the rule concerns
 * @param createdWithinHours maximum age of the record; null for any age
 * @param ids sellers or teams of the targets {@code SELLERS} and {@code TEAMS}
 * @param match all must hold for a seller or team
 * @param loadBalancing whether the most available capacity decides; otherwise, and for sellers who are not available now, round robin
 * @param ownRoundRobin whether the round robin counts only assignments by this rule
 * @param availableWithinHours how long to look ahead for working time; null to ignore working time
 * @param respectCapacity whether sellers without available capacity are excluded
 * @param randomTeam whether one of several teams is chosen at random; otherwise none
 * @param activatedAt records that were neither created nor changed since are ignored (T60)
 */
public record Rule(
        String id,
        Condition conditions,
        @Nullable Integer createdWithinHours,
        Target target,
        List<String> ids,
        List<Match> match,
        boolean loadBalancing,
        boolean ownRoundRobin,
        @Nullable Integer availableWithinHours,
        boolean respectCapacity,
        boolean randomTeam,
        Instant activatedAt) {

    public Rule {
        ids = List.copyOf(ids);
        match = List.copyOf(match);
    }
}
