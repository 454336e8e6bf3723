package dev.sequences.contracts.enrollment;

import dev.sequences.contracts.ContractEvent;
import java.time.Instant;

/**
 * The due time of the current step changed; the due time proposed by the sequence is kept.
 *
 * @param enrollmentId the enrollment
 * @param sequenceId the sequence
 * @param version version of the sequence that this enrollment uses
 * @param recordType lead, opportunity, account or contact; more may come
 * @param recordId id of the record in the CRM
 * @param stepId id of this step instance, derived from enrollment and key
 * @param stepKey stable key of the node
 * @param dueAt new due time, UTC
 * @param proposedDueAt due time that the sequence proposed, UTC
 * @param snoozeCount how often it was snoozed, up to 10000
 */
public record StepRescheduledV1(
        String enrollmentId,
        String sequenceId,
        int version,
        String recordType,
        String recordId,
        String stepId,
        String stepKey,
        Instant dueAt,
        Instant proposedDueAt,
        int snoozeCount)
        implements ContractEvent {}
