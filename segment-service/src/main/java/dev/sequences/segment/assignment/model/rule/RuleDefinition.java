package dev.sequences.segment.assignment.model.rule;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An assignment rule as entered by a user (domain rule 7.6).
 *
 * @param conditions unparsed conditions on the record; null for every record
 * @param createdWithinHours maximum age of the record; null for any age
 * @param target code of the target, e.g. any-seller
 * @param sellers ids for target sellers
 * @param teams ids for target teams
 * @param match conditions on attributes of the sellers or teams
 * @param distribution round-robin or load-balancing
 * @param roundRobinScope organization or rule
 * @param availableWithinHours how long to look ahead for working time; null to ignore working time
 * @param severalTeams random or none
 */
public record RuleDefinition(
        String name,
        @Nullable Map<String, Object> conditions,
        @Nullable Integer createdWithinHours,
        String target,
        List<String> sellers,
        List<String> teams,
        List<MatchDefinition> match,
        String distribution,
        String roundRobinScope,
        @Nullable Integer availableWithinHours,
        boolean respectCapacity,
        String severalTeams) {

    /**
     * A condition on an attribute.
     *
     * @param value null if the operator needs none or {@code recordField} is set
     * @param recordField compares with this field of the record
     */
    public record MatchDefinition(
            String attribute,
            String op,
            @Nullable Object value,
            @Nullable String recordField) {}

    public RuleDefinition {
        sellers = List.copyOf(sellers);
        teams = List.copyOf(teams);
        match = List.copyOf(match);
    }

    /** The same rule under another name. */
    public RuleDefinition copy(String newName) {
        return new RuleDefinition(
                newName,
                conditions,
                createdWithinHours,
                target,
                sellers,
                teams,
                match,
                distribution,
                roundRobinScope,
                availableWithinHours,
                respectCapacity,
                severalTeams);
    }
}
