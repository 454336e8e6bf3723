package dev.sequences.contracts.workitem;

import dev.sequences.contracts.ContractEvent;

/**
 * The work item was removed because its step was closed elsewhere.
 *
 * @param workItemId the work item, derived from the step
 * @param enrollmentId the enrollment
 * @param sequenceId the sequence
 * @param stepId the step instance
 * @param stepKey stable key of the node
 * @param recordType lead, opportunity, account or contact; more may come
 * @param recordId id of the record in the CRM
 * @param reason step-closed, wait-ended or enrollment-ended; more may come
 */
public record WorkItemWithdrawnV1(
        String workItemId,
        String enrollmentId,
        String sequenceId,
        String stepId,
        String stepKey,
        String recordType,
        String recordId,
        String reason)
        implements ContractEvent {}
