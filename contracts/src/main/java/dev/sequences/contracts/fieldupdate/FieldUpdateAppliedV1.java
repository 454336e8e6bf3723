package dev.sequences.contracts.fieldupdate;

import dev.sequences.contracts.ContractEvent;

/**
 * The record has the requested value; it had it before, or the update changed it. Subject and key are the id of the step.
 *
 * @param enrollmentId the enrollment that requested the update
 * @param stepId the step that requested it
 * @param stepKey stable key of the node
 * @param recordType lead, opportunity, account or contact; more may come
 * @param recordId id of the record in the CRM
 * @param field name of the field; {@code owner} for the owner of the record
 * @param recordVersion {@code ce_sequence} of the record on {@code crm.records} that has the value
 */
public record FieldUpdateAppliedV1(
        String enrollmentId,
        String stepId,
        String stepKey,
        String recordType,
        String recordId,
        String field,
        long recordVersion)
        implements ContractEvent {}
