package dev.sequences.segment.fieldupdate.model;

/**
 * Identifies a requested update. The value is not stored here, since it may contain personal data.
 *
 * @param field name of the field; {@code owner} for the owner of the record
 */
public record FieldUpdateRequest(
        String enrollmentId, String stepId, String stepKey, String recordType, String recordId, String field) {}
