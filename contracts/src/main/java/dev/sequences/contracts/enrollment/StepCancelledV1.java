package dev.sequences.contracts.enrollment;

import dev.sequences.contracts.ContractEvent;

/**
 * The enrollment ended while this step or wait was current.
 *
 * @param enrollmentId the enrollment
 * @param sequenceId the sequence
 * @param version version of the sequence that this enrollment uses
 * @param recordType lead, opportunity, account or contact; more may come
 * @param recordId id of the record in the CRM
 * @param stepId id of this step instance, derived from enrollment and key
 * @param stepKey stable key of the node
 */
public record StepCancelledV1(
        String enrollmentId,
        String sequenceId,
        int version,
        String recordType,
        String recordId,
        String stepId,
        String stepKey)
        implements ContractEvent {}
