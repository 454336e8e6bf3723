package dev.sequences.segment.fieldupdate.model;

/** Outcome of a requested field update. */
public sealed interface FieldUpdateFact {

    FieldUpdateRequest request();

    /** @param recordVersion version of the record that has the value */
    record FieldUpdateApplied(FieldUpdateRequest request, long recordVersion) implements FieldUpdateFact {}

    record FieldUpdateRefused(FieldUpdateRequest request, String code, String reason) implements FieldUpdateFact {}

    /** Another system owns the record and applies the update. */
    record FieldUpdateDelegated(FieldUpdateRequest request) implements FieldUpdateFact {}
}
