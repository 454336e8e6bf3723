package dev.sequences.contracts.workitem;

import dev.sequences.contracts.ContractEvent;
import java.time.Instant;

/**
 * A note was added to an open work item.
 *
 * @param workItemId the work item, derived from the step
 * @param enrollmentId the enrollment
 * @param sequenceId the sequence
 * @param stepId the step instance
 * @param stepKey stable key of the node
 * @param recordType lead, opportunity, account or contact; more may come
 * @param recordId id of the record in the CRM
 * @param text the note; may contain personal data
 * @param author user id
 * @param addedAt when, UTC
 */
public record NoteAddedV1(
        String workItemId,
        String enrollmentId,
        String sequenceId,
        String stepId,
        String stepKey,
        String recordType,
        String recordId,
        String text,
        String author,
        Instant addedAt)
        implements ContractEvent {}
