package dev.sequences.contracts.definition;

import dev.sequences.contracts.ContractEvent;

/**
 * The revision was discarded; the live version is unchanged.
 *
 * @param sequenceId the sequence
 * @param liveVersion the version that stays live
 */
public record RevisionDiscardedV1(String sequenceId, int liveVersion) implements ContractEvent {}
