package dev.sequences.contracts.workitem;

import dev.sequences.contracts.DerivedEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The seller completed the work item.
 *
 * @param workItemId the work item, derived from the step
 * @param enrollmentId the enrollment
 * @param sequenceId the sequence
 * @param stepId the step instance
 * @param stepKey stable key of the node
 * @param recordType lead, opportunity, account or contact; more may come
 * @param recordId id of the record in the CRM
 * @param callResult result of a phone call
 * @param note note of the seller; may contain personal data
 * @param completedBy user id
 * @param completedAt when, UTC
 * @param recordVersion version of the record on {@code crm.records} that the decision used, as in {@code ce_basis}; missing if none
 */
public record WorkItemCompletedV1(
        String workItemId,
        String enrollmentId,
        String sequenceId,
        String stepId,
        String stepKey,
        String recordType,
        String recordId,
        @Nullable String callResult,
        @Nullable String note,
        String completedBy,
        Instant completedAt,
        @Nullable String recordVersion)
        implements DerivedEvent {

    /** An event without versions, as of earlier releases. */
    public WorkItemCompletedV1(
            String workItemId,
            String enrollmentId,
            String sequenceId,
            String stepId,
            String stepKey,
            String recordType,
            String recordId,
            @Nullable String callResult,
            @Nullable String note,
            String completedBy,
            Instant completedAt) {
        this(
                workItemId,
                enrollmentId,
                sequenceId,
                stepId,
                stepKey,
                recordType,
                recordId,
                callResult,
                note,
                completedBy,
                completedAt,
                null);
    }

    @Override
    public WorkItemCompletedV1 withVersions(FactVersions versions) {
        return new WorkItemCompletedV1(
                workItemId,
                enrollmentId,
                sequenceId,
                stepId,
                stepKey,
                recordType,
                recordId,
                callResult,
                note,
                completedBy,
                completedAt,
                versions.ofRecord(recordType, recordId));
    }
}
