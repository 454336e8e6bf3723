package dev.sequences.contracts.workitem;

import dev.sequences.contracts.ContractEvent;
import java.time.Instant;

/**
 * A work item was added to a work list.
 *
 * @param workItemId the work item, derived from the step
 * @param enrollmentId the enrollment
 * @param sequenceId the sequence
 * @param stepId the step instance
 * @param stepKey stable key of the node
 * @param recordType lead, opportunity, account or contact; more may come
 * @param recordId id of the record in the CRM
 * @param activityType kebab-case type of the step, or wait
 * @param assigneeType user or team
 * @param assigneeId owner of the work list
 * @param dueAt when it is due, UTC
 */
public record WorkItemOpenedV1(
        String workItemId,
        String enrollmentId,
        String sequenceId,
        String stepId,
        String stepKey,
        String recordType,
        String recordId,
        String activityType,
        String assigneeType,
        String assigneeId,
        Instant dueAt)
        implements ContractEvent {}
