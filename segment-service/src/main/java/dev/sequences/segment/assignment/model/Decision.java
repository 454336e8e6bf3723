package dev.sequences.segment.assignment.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who gets a record, and why.
 *
 * @param ruleId the rule that applied; null if none did
 * @param team whether the assignee is a team
 * @param assigneeId null if no seller gets the record
 * @param reason null if the record is assigned
 * @param bucket bucket of the winner; null if the rule ignores working time
 * @param wonBy why the first of several eligible candidates won: round-robin, load-balancing or random; only-candidate if there was one;
 *     null if no seller won
 * @param candidates all sellers or teams that the rule considered: the eligible ones in order of preference, then the others by id
 */
public record Decision(
        @Nullable String ruleId,
        boolean team,
        @Nullable String assigneeId,
        @Nullable Reason reason,
        @Nullable Integer bucket,
        @Nullable String wonBy,
        List<Candidate> candidates) {

    static Decision failed(@Nullable String ruleId, Reason reason, List<Candidate> candidates) {
        return new Decision(ruleId, false, null, reason, null, null, candidates);
    }

    /** A decision without candidates. */
    public static Decision failed(Reason reason) {
        return failed(null, reason, List.of());
    }
}
