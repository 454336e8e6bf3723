package dev.sequences.contracts.definition;

import dev.sequences.contracts.ContractEvent;

/**
 * The sequence has another owner.
 *
 * @param sequenceId the sequence
 * @param ownerType user or team
 * @param owner id of the new owner
 */
public record SequenceReassignedV1(String sequenceId, String ownerType, String owner) implements ContractEvent {}
