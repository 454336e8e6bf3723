package dev.sequences.contracts.definition;

import dev.sequences.contracts.ContractEvent;

/**
 * The sequence was deleted.
 *
 * @param sequenceId the sequence
 */
public record SequenceDeletedV1(String sequenceId) implements ContractEvent {}
