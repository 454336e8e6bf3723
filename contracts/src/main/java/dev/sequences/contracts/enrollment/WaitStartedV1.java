package dev.sequences.contracts.enrollment;

import dev.sequences.contracts.ContractEvent;
import java.time.Instant;

/**
 * A wait began; it ends by timer or is skipped.
 *
 * @param enrollmentId the enrollment
 * @param sequenceId the sequence
 * @param version version of the sequence that this enrollment uses
 * @param recordType lead, opportunity, account or contact; more may come
 * @param recordId id of the record in the CRM
 * @param stepId id of this step instance, derived from enrollment and key
 * @param stepKey stable key of the node
 * @param duration ISO-8601 duration
 * @param until when it elapses, UTC
 * @param assigneeType user or team
 * @param assigneeId expected assignee of the following step at this time
 */
public record WaitStartedV1(
        String enrollmentId,
        String sequenceId,
        int version,
        String recordType,
        String recordId,
        String stepId,
        String stepKey,
        String duration,
        Instant until,
        String assigneeType,
        String assigneeId)
        implements ContractEvent {}
