package dev.sequences.enrollment.abtest.model;

import java.time.Instant;

/**
 * A test is over; there is one per test.
 *
 * @param outcome winner, not-conclusive (its time was up) or stopped (a person has chosen)
 * @param winner what everybody gets from now on: a or b
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
