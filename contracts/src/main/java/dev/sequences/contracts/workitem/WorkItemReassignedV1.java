package dev.sequences.contracts.workitem;

import dev.sequences.contracts.ContractEvent;

/**
 * The item went to another list.
 *
 * @param workItemId the work item, derived from the step
 * @param enrollmentId the enrollment
 * @param sequenceId the sequence
 * @param stepId the step instance
 * @param stepKey stable key of the node
 * @param recordType lead, opportunity, account or contact; more may come
 * @param recordId id of the record in the CRM
 * @param assigneeType user or team
 * @param assigneeId whose list now
 */
public record WorkItemReassignedV1(
        String workItemId,
        String enrollmentId,
        String sequenceId,
        String stepId,
        String stepKey,
        String recordType,
        String recordId,
        String assigneeType,
        String assigneeId)
        implements ContractEvent {}
