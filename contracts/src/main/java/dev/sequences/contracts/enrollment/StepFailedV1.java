package dev.sequences.contracts.enrollment;

import dev.sequences.contracts.ContractEvent;
import java.time.Instant;

/**
 * A step or condition could not be executed. A running enrollment stays at the step until it is retried; for an enrollment that ended as advanced, the record could not be enrolled in the other sequence.
 *
 * @param enrollmentId the enrollment
 * @param sequenceId the sequence
 * @param version version of the sequence that this enrollment uses
 * @param recordType lead, opportunity, account or contact; more may come
 * @param recordId id of the record in the CRM
 * @param stepId id of this step instance, derived from enrollment and key
 * @param stepKey stable key of the node
 * @param stepType kebab-case type of the node
 * @param code field-missing, assignee-missing, advance-target-unknown, advance-target-inactive, advance-limit-reached, advance-refused, already-connected or record-closed; more may come
 * @param reason the reason in words
 * @param failedAt when, UTC
 */
public record StepFailedV1(
        String enrollmentId,
        String sequenceId,
        int version,
        String recordType,
        String recordId,
        String stepId,
        String stepKey,
        String stepType,
        String code,
        String reason,
        Instant failedAt)
        implements ContractEvent {}
