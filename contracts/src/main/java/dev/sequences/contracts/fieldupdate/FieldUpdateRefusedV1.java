package dev.sequences.contracts.fieldupdate;

import dev.sequences.contracts.ContractEvent;

/**
 * The update was not applied and the record is unchanged. The step fails and can be retried. Subject and key are the id of the step.
 *
 * @param enrollmentId the enrollment that requested the update
 * @param stepId the step that requested it
 * @param stepKey stable key of the node
 * @param recordType lead, opportunity, account or contact; more may come
 * @param recordId id of the record in the CRM
 * @param field name of the field; {@code owner} for the owner of the record
 * @param code record-unknown, value-wrong-type, choice-unknown, value-too-long, fields-too-large, field-not-writable or owner-invalid; more
 *     may come
 * @param reason one sentence for people; may contain personal data
 */
public record FieldUpdateRefusedV1(
        String enrollmentId,
        String stepId,
        String stepKey,
        String recordType,
        String recordId,
        String field,
        String code,
        String reason)
        implements ContractEvent {}
