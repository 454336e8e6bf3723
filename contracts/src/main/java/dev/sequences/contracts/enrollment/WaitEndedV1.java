package dev.sequences.contracts.enrollment;

import dev.sequences.contracts.ContractEvent;
import java.time.Instant;

/**
 * A wait ended.
 *
 * @param enrollmentId the enrollment
 * @param sequenceId the sequence
 * @param version version of the sequence that this enrollment uses
 * @param recordType lead, opportunity, account or contact; more may come
 * @param recordId id of the record in the CRM
 * @param stepId id of this step instance, derived from enrollment and key
 * @param stepKey stable key of the node
 * @param how elapsed or skipped
 * @param until when it was to elapse, UTC
 * @param endedAt when it ended, UTC
 */
public record WaitEndedV1(
        String enrollmentId,
        String sequenceId,
        int version,
        String recordType,
        String recordId,
        String stepId,
        String stepKey,
        String how,
        Instant until,
        Instant endedAt)
        implements ContractEvent {}
