package dev.sequences.contracts.workitem;

import dev.sequences.contracts.ContractEvent;
import java.time.Instant;

/**
 * The seller postponed the work item.
 *
 * @param workItemId the work item, derived from the step
 * @param enrollmentId the enrollment
 * @param sequenceId the sequence
 * @param stepId the step instance
 * @param stepKey stable key of the node
 * @param recordType lead, opportunity, account or contact; more may come
 * @param recordId id of the record in the CRM
 * @param until new due time, UTC
 * @param snoozedBy user id
 */
public record WorkItemSnoozedV1(
        String workItemId,
        String enrollmentId,
        String sequenceId,
        String stepId,
        String stepKey,
        String recordType,
        String recordId,
        Instant until,
        String snoozedBy)
        implements ContractEvent {}
