package dev.sequences.contracts.definition;

import dev.sequences.contracts.ContractEvent;

/**
 * The owner of the sequence changed.
 *
 * @param sequenceId the sequence
 * @param ownerType user or team
 * @param owner id of the new owner
 */
public record SequenceReassignedV1(String sequenceId, String ownerType, String owner) implements ContractEvent {}
