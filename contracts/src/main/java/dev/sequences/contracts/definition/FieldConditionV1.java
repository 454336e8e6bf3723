package dev.sequences.contracts.definition;

/**
 * Settings of a condition on the record, evaluated once when the node is reached.
 *
 * @param when the condition
 * @param onMissing what happens when the record lacks a field: take-no, take-yes or error
 */
public record FieldConditionV1(ConditionV1 when, String onMissing) {}
