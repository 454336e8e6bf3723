package dev.sequences.contracts.abtest;

import dev.sequences.contracts.ContractEvent;
import java.time.Instant;

/**
 * An A/B test ended: all further records get the same version. Subject and key are the test's id.
 *
 * @param abTestId the test
 * @param sequenceId the sequence
 * @param stepKey stable key of the node
 * @param outcome winner, not-conclusive or stopped; more may come
 * @param abVersion version that all further records get: a or b
 * @param winningMetric goal, clicks or opens; more may come
 * @param sentA messages of version a
 * @param engagedA messages of version a that the metric counts
 * @param sentB messages of version b
 * @param engagedB messages of version b that the metric counts
 * @param decidedBy user id, or {@code system:} and the name of the policy
 * @param decidedAt when, UTC
 */
public record AbTestDecidedV1(
        String abTestId,
        String sequenceId,
        String stepKey,
        String outcome,
        String abVersion,
        String winningMetric,
        long sentA,
        long engagedA,
        long sentB,
        long engagedB,
        String decidedBy,
        Instant decidedAt)
        implements ContractEvent {}
