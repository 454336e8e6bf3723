package dev.sequences.contracts.enrollment;

import dev.sequences.contracts.ContractEvent;
import java.time.Instant;

/**
 * A condition was evaluated; the enrollment continues on its branch.
 *
 * @param enrollmentId the enrollment
 * @param sequenceId the sequence
 * @param version version of the sequence that this enrollment uses
 * @param recordType lead, opportunity, account or contact; more may come
 * @param recordId id of the record in the CRM
 * @param stepId id of this step instance, derived from enrollment and key
 * @param stepKey stable key of the node
 * @param branch yes or no
 * @param why the reason in words
 * @param evaluatedAt when, UTC
 */
public record ConditionEvaluatedV1(
        String enrollmentId,
        String sequenceId,
        int version,
        String recordType,
        String recordId,
        String stepId,
        String stepKey,
        String branch,
        String why,
        Instant evaluatedAt)
        implements ContractEvent {}
