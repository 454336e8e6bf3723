package dev.sequences.contracts.workitem;

import dev.sequences.contracts.ContractEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The seller skipped the work item.
 *
 * @param workItemId the work item, derived from the step
 * @param enrollmentId the enrollment
 * @param sequenceId the sequence
 * @param stepId the step instance
 * @param stepKey stable key of the node
 * @param recordType lead, opportunity, account or contact; more may come
 * @param recordId id of the record in the CRM
 * @param reason why; may contain personal data
 * @param skippedBy user id
 * @param skippedAt when, UTC
 */
public record WorkItemSkippedV1(
        String workItemId,
        String enrollmentId,
        String sequenceId,
        String stepId,
        String stepKey,
        String recordType,
        String recordId,
        @Nullable String reason,
        String skippedBy,
        Instant skippedAt)
        implements ContractEvent {}
