package dev.sequences.segment.assignment.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A seller or team that a decision considered, with the value of each test.
 *
 * @param eligible whether it could get the record
 * @param available capacity that is left; null for no limit and for teams
 * @param bucket 0 for available now, 1 within 24 hours, up to 5; null if the rule ignores working time or no test came that far
 * @param lastAssignedAt null for never, and for teams
 * @param rejectedBy the first test that failed: match, assignable, capacity, availability, later-bucket, members; null if eligible
 */
public record Candidate(
        String id,
        boolean eligible,
        @Nullable Integer available,
        @Nullable Integer bucket,
        @Nullable Instant lastAssignedAt,
        @Nullable String rejectedBy) {}
