package dev.sequences.contracts.definition;

/**
 * Settings of a command that ends this sequence for the record and enrolls it in another one.
 *
 * @param sequenceId the other sequence
 */
public record AdvanceV1(String sequenceId) {}
