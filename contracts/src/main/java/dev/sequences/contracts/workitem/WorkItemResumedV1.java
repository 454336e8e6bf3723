package dev.sequences.contracts.workitem;

import dev.sequences.contracts.ContractEvent;

/**
 * The snooze ended and the work item is open again.
 *
 * @param workItemId the work item, derived from the step
 * @param enrollmentId the enrollment
 * @param sequenceId the sequence
 * @param stepId the step instance
 * @param stepKey stable key of the node
 * @param recordType lead, opportunity, account or contact; more may come
 * @param recordId id of the record in the CRM
 */
public record WorkItemResumedV1(
        String workItemId,
        String enrollmentId,
        String sequenceId,
        String stepId,
        String stepKey,
        String recordType,
        String recordId)
        implements ContractEvent {}
