package dev.sequences.contracts.fieldupdate;

import dev.sequences.contracts.ContractEvent;

/**
 * Another system owns the record and applies the update, as the installation is configured; the enrollment continues. Subject and key are
 * the id of the step.
 *
 * @param enrollmentId the enrollment that requested the update
 * @param stepId the step that requested it
 * @param stepKey stable key of the node
 * @param recordType lead, opportunity, account or contact; more may come
 * @param recordId id of the record in the CRM
 * @param field name of the field; {@code owner} for the owner of the record
 */
public record FieldUpdateDelegatedV1(
        String enrollmentId, String stepId, String stepKey, String recordType, String recordId, String field)
        implements ContractEvent {}
