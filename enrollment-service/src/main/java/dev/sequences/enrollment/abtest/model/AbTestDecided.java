package dev.sequences.enrollment.abtest.model;

import java.time.Instant;

/**
 * A test has ended; published once per test.
 *
 * @param outcome winner, not-conclusive (reached its end) or stopped (by a user)
 * @param winner the version that every record gets from now on: a or b
 */
public record AbTestDecided(
        String sequenceId,
        String stepKey,
        String outcome,
        String winner,
        String winningMetric,
        long sentA,
        long engagedA,
        long sentB,
        long engagedB,
        String by,
        Instant at) {}
