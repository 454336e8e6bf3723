package dev.sequences.contracts.workitem;

import dev.sequences.contracts.DerivedEvent;
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
 * @param recordVersion version of the record on {@code crm.records} that the decision used, as in {@code ce_basis}; missing if none
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
        Instant skippedAt,
        @Nullable String recordVersion)
        implements DerivedEvent {

    /** An event without versions, as of earlier releases. */
    public WorkItemSkippedV1(
            String workItemId,
            String enrollmentId,
            String sequenceId,
            String stepId,
            String stepKey,
            String recordType,
            String recordId,
            @Nullable String reason,
            String skippedBy,
            Instant skippedAt) {
        this(
                workItemId,
                enrollmentId,
                sequenceId,
                stepId,
                stepKey,
                recordType,
                recordId,
                reason,
                skippedBy,
                skippedAt,
                null);
    }

    @Override
    public WorkItemSkippedV1 withVersions(FactVersions versions) {
        return new WorkItemSkippedV1(
                workItemId,
                enrollmentId,
                sequenceId,
                stepId,
                stepKey,
                recordType,
                recordId,
                reason,
                skippedBy,
                skippedAt,
                versions.ofRecord(recordType, recordId));
    }
}
