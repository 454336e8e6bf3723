package dev.sequences.contracts.definition;

import dev.sequences.contracts.ContractEvent;

/**
 * An active sequence is being edited; its live version still accepts enrollments.
 *
 * @param sequenceId the sequence
 * @param liveVersion the version that stays live
 */
public record RevisionStartedV1(String sequenceId, int liveVersion) implements ContractEvent {}
