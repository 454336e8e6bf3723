package dev.sequences.contracts.assignment;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A seller or team that a decision considered, with the value of each test.
 *
 * @param id of the seller or of the team
 * @param eligible whether it could get the record
 * @param available capacity left before the decision; missing means no limit
 * @param bucket 0 for available now, 1 within 24 hours, up to 5; missing if the rule ignores working time or an earlier test failed
 * @param lastAssignedAt missing for never
 * @param rejectedBy match, assignable, capacity, availability, later-bucket or members: the first test that failed; more may come;
 *     missing if eligible
 */
public record AssignmentCandidateV1(
        String id,
        boolean eligible,
        @Nullable Integer available,
        @Nullable Integer bucket,
        @Nullable Instant lastAssignedAt,
        @Nullable String rejectedBy) {}
